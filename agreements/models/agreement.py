"""An agreement and its life."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from accounts.models import Board
from leerroutes.models import Route

from ..states import BINDING, SENT_BACK_FROM, UNSIGNED, ChangeKind, Instrument, State

if TYPE_CHECKING:
    from .signing_request import SigningRequest


def every_board_asked(agreement: Any) -> bool:
    """Each party put the text before at least one of its participation bodies (S-040)."""
    asked = agreement.consultations.filter(round=agreement.round).values("board")
    return not bool(agreement.parties.exclude(board__in=asked).exists())


def every_body_answered(agreement: Any) -> bool:
    """S-040: signing requires that co-determination is closed for every party."""
    return (
        every_board_asked(agreement) and not agreement.consultations.filter(round=agreement.round, outcome="").exists()
    )


def is_editorial(agreement: Any) -> bool:
    """A change that touches nothing material needs no new consultation (domain.md 4.5)."""
    return agreement.replaces_id is not None and not agreement.is_material


def consultation_is_closed(agreement: Any) -> bool:
    return is_editorial(agreement) or every_body_answered(agreement)


def every_board_decided(agreement: Any) -> bool:
    decided = agreement.decisions.filter(round=agreement.round, verdict="approved").values("board")
    return not bool(agreement.parties.exclude(board__in=decided).exists())


def every_board_signed(agreement: Any) -> bool:
    signed = agreement.signatures.filter(document__round=agreement.round).values("board")
    return not bool(agreement.parties.exclude(board__in=signed).exists())


def standing_signatures(agreement: Any) -> Any:
    """The signatures that count: not those under a document that a board declined to sign."""
    return agreement.signatures.filter(document__decline__isnull=True)


def nobody_signed(agreement: Any) -> bool:
    """After the first signature nothing in the text can change, unless a board declines to sign it."""
    return not bool(standing_signatures(agreement).exists())


def is_declined(agreement: Any) -> bool:
    """A board declined to sign the document of this round."""
    return bool(agreement.declines.filter(document__round=agreement.round).exists())


def nobody_is_bound(agreement: Any) -> bool:
    """Nobody signed, or every board agrees that it is withdrawn all the same."""
    agreed = agreement.withdrawals.values("board")
    return nobody_signed(agreement) or not bool(agreement.parties.exclude(board__in=agreed).exists())


def is_waiting(agreement: Any) -> bool:
    """Every board signed a change, and its day lies ahead; the old agreement stays in force until then."""
    return agreement.state == State.SIGNED and agreement.waits_until is not None


def agreement_number(pk: int) -> str:
    return f"SOK-{pk:05d}"


class Agreement(ConcurrentTransitionMixin, models.Model):
    """What boards agree about one or more routes: a samenwerkingsovereenkomst, interne regeling or raamovereenkomst.

    `round` counts the times the text was complete: consultations, decisions and documents belong to a round.
    `version` counts saved edits of the text. `library_version` is the version of the model clauses it started with;
    `template` is a copy of what it started from: a name, and the codes of its articles in their order.
    `added` are articles that came from a newer model: code → the version they came from.
    `replaces` is the signed agreement that this one changes: that one stays as it is until this one is in force, which
    is when the last board signed, but not before `starts_on`.
    `is_vsg` and `legal_basis` belong to an internal regulation: it says on what it rests (domain.md 3.3).
    """

    title = models.CharField(_("title"), max_length=200)
    instrument = models.CharField(max_length=10, choices=Instrument, default=Instrument.SAMENWERKINGSOVEREENKOMST)
    is_vsg = models.BooleanField(_("the institutions are one verticale scholengemeenschap"), default=False)
    legal_basis = models.TextField(_("legal basis of the internal regulation"), max_length=2000, blank=True)
    library_version = models.CharField(max_length=20)
    template = models.JSONField(default=dict, blank=True, editable=False)
    added = models.JSONField(default=dict, blank=True, editable=False)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True, help_text=_("Empty: for an indefinite time."))
    started_by = models.ForeignKey(Board, models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created = models.DateTimeField(auto_now_add=True)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    change_kind = models.CharField(_("kind of change"), max_length=10, choices=ChangeKind, blank=True)
    is_material = models.BooleanField(_("material change"), default=True)
    change_reason = models.TextField(_("what changes, and why"), max_length=4000, blank=True)
    state = FSMField(default=State.DRAFT, choices=State.choices, protected=True, editable=False)
    state_reason = models.TextField(blank=True, editable=False)
    state_since = models.DateTimeField(auto_now_add=True, editable=False)
    round = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar[models.Manager[Agreement]] = models.Manager()

    class Meta:
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="agreement_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="agreement_ends_after_it_starts",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")),
            ),
            models.UniqueConstraint(
                name="one_change_under_way", fields=["replaces"], condition=~Q(state=State.WITHDRAWN)
            ),
            models.CheckConstraint(
                name="a_change_says_what_and_why",
                condition=Q(replaces__isnull=True) | (~Q(change_kind="") & ~Q(change_reason="")),
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="agreement_by_state")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("workflows:agreement", args=[self.pk])

    @property
    def number(self) -> str:
        return agreement_number(self.pk)

    @property
    def waits_until(self) -> date | None:
        """The day on which a change takes effect, while it lies ahead: one that was chosen, after the old one began."""
        old = self.replaces
        is_later = old is not None and self.starts_on > max(old.starts_on, localdate())
        return self.starts_on if is_later else None

    @property
    def is_waiting(self) -> bool:
        return is_waiting(self)

    @property
    def signing_request(self) -> SigningRequest | None:
        """The request to sign the text of this round; lists fetch `signing_requests` beforehand."""
        return next((one for one in self.signing_requests.all() if one.round == self.round), None)

    @property
    def has_begun(self) -> bool:
        """Whoever signed is bound; the cooperation itself begins on a day of its own."""
        return self.starts_on <= localdate()

    @property
    def state_label(self) -> str:
        """The state in words; with its day of a signed change that waits, and of a request to sign that is over."""
        if self.is_waiting:
            return gettext("signed, takes effect on %(day)s") % {"day": date_format(self.starts_on, "j F Y")}
        request = self.signing_request if self.state == State.OUT_FOR_SIGNATURE else None
        if request is not None and request.is_over:
            return gettext("term for signing ended on %(day)s") % {"day": request.last_day}
        return str(self.get_state_display())

    # The whole life of an agreement, in reading order. Bodies set facts on this row only; the trail, jobs, and the
    # next person's task belong to the service that calls them. Services explain a refusal; conditions are the wall.

    @transition(field=state, source=State.DRAFT, target=State.COMPLETE)
    def complete(self) -> None:
        """Every clause is filled in and valid, and the coordinators of every board agree with the same text."""
        self.round += 1

    @transition(field=state, source=State.COMPLETE, target=State.CONSULTATION, conditions=[every_board_asked])
    def consult(self) -> None:
        """Every board put the text before its participation bodies."""

    @transition(field=state, source=State.CONSULTATION, target=State.DECISION, conditions=[every_body_answered])
    def put_to_decision(self) -> None:
        """Every body answered; no consent is withheld."""

    @transition(field=state, source=State.COMPLETE, target=State.DECISION, conditions=[is_editorial])
    def skip_consultation(self) -> None:
        """An editorial change: each director still says whether it is one."""

    @transition(
        field=state,
        source=State.DECISION,
        target=State.OUT_FOR_SIGNATURE,
        conditions=[consultation_is_closed, every_board_decided],
    )
    def release(self) -> None:
        """The last director approved: the text is frozen and becomes a document."""

    @transition(field=state, source=State.OUT_FOR_SIGNATURE, target=State.SIGNED, conditions=[every_board_signed])
    def close_signing(self) -> None:
        """The last board signed."""

    @transition(field=state, source=State.SIGNED, target=State.IN_FORCE, conditions=[every_board_signed])
    def put_in_force(self) -> None:
        """The signed document is sealed and stored."""

    @transition(field=state, source=State.IN_FORCE, target=State.TERMINATED)
    def terminate(self) -> None:
        """Notice was given, and not enough boards remain: it ends on the day of the notice."""

    @transition(field=state, source=[State.IN_FORCE, State.TERMINATED], target=State.WINDING_DOWN)
    def wind_down(self) -> None:
        """Its day has passed: no new cohorts, and the care plan for those who have started."""

    @transition(field=state, source=list(BINDING), target=State.REPLACED)
    def replace(self) -> None:
        """A later agreement came in force in its place; this one stays readable."""

    @transition(field=state, source=list(BINDING), target=State.ENDED)
    def end(self) -> None:
        """It no longer binds; the dossier stays."""

    @transition(field=state, source=list(SENT_BACK_FROM), target=State.DRAFT, conditions=[nobody_signed])
    def send_back(self) -> None:
        """Somebody wants changes; possible until the text is out for signature."""

    @transition(field=state, source=State.OUT_FOR_SIGNATURE, target=State.DRAFT, conditions=[is_declined])
    def decline(self) -> None:
        """A board does not sign this text, so nobody is bound by it; the writers begin anew."""

    @transition(field=state, source=[*UNSIGNED, State.SIGNED], target=State.WITHDRAWN, conditions=[nobody_is_bound])
    def withdraw(self) -> None:
        """It never comes in force; the dossier stays. Once every board signed only while it waits for its day."""


class AgreementParty(models.Model):
    """A board that is a party to an agreement."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="parties")
    board = models.ForeignKey(Board, models.PROTECT, related_name="agreement_parties")
    leaves = models.BooleanField(default=False)
    """It agrees to this agreement and signs it, in order to leave: once in force it is bound no longer."""
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["board__name"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="board_is_party_once", fields=["agreement", "board"])]

    def __str__(self) -> str:
        return str(self.board)


class AgreementRoute(models.Model):
    """A route that an agreement covers; its annex in the document."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="covered")
    route = models.ForeignKey(Route, models.PROTECT, related_name="covering")
    position = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["position"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="route_covered_once_per_agreement", fields=["agreement", "route"])]

    def __str__(self) -> str:
        return str(self.route)
