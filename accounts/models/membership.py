from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..roles import PLATFORM_ROLES, Role
from .board import Board, Institution
from .four_eyes import Confirmed, FourEyes, PeriodQuerySet, two_people

if TYPE_CHECKING:
    from .document import MandateDocument


class Membership(FourEyes):
    """A person holds a role at a board (or, for inspectors and administrators, at no board), from–until."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships")
    board = models.ForeignKey(Board, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(_("role"), max_length=20, choices=Role)
    institution = models.ForeignKey(Institution, models.PROTECT, null=True, blank=True, verbose_name=_("only for"))
    valid_from = models.DateField(_("from"), default=localdate)
    valid_until = models.DateField(_("until"), null=True, blank=True)

    objects = Confirmed["Membership"]()
    proposals = PeriodQuerySet["Membership"].as_manager()
    """Also what nobody confirmed."""

    class Meta:
        ordering = ["board__name", "role"]
        default_permissions = ()
        constraints = [
            *two_people("membership"),
            models.CheckConstraint(name="membership_role_is_known", condition=Q(role__in=Role.values)),
            models.CheckConstraint(
                name="platform_roles_have_no_board",
                condition=Q(role__in=sorted(PLATFORM_ROLES), board__isnull=True)
                | (~Q(role__in=sorted(PLATFORM_ROLES)) & Q(board__isnull=False)),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class Mandate(FourEyes):
    """Who may sign for which board: from–until, with the document that says so (domain.md 3.4).

    `first_used` is when somebody first signed under it; its document is fixed from then on.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates")
    board = models.ForeignKey(Board, models.PROTECT, related_name="mandates")
    function = models.CharField(_("function"), max_length=120, help_text=_("As it stands under the signature."))
    scope = models.CharField(_("scope"), max_length=200, blank=True)
    institutions = models.ManyToManyField(
        Institution, blank=True, related_name="+", verbose_name=_("only for these schools and institutions")
    )
    may_be_substituted = models.BooleanField(
        _("a substitute may sign under it"),
        default=False,
        help_text=_("During an absence of this person, and inside this mandate."),
    )
    document_reference = models.CharField(_("document"), max_length=200)
    valid_from = models.DateField(_("from"), default=localdate)
    valid_until = models.DateField(_("until"), null=True, blank=True)
    first_used = models.DateTimeField(null=True, editable=False)
    kept_name = models.CharField(max_length=150, blank=True, editable=False)
    """The name of who held it, when that person was erased: what was signed under it must say who signed."""

    objects = Confirmed["Mandate"]()
    proposals = PeriodQuerySet["Mandate"].as_manager()
    """Also what nobody confirmed."""

    class Meta:
        ordering = ["board__name", "valid_from"]
        default_permissions = ()
        constraints = [
            *two_people("mandate"),
            models.CheckConstraint(
                name="mandate_ends_after_it_starts",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder}, {self.function}, {self.board}"

    @property
    def holder(self) -> str:
        return self.kept_name or str(self.user)

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def leaves_out(self, institutions: Iterable[Institution]) -> list[Institution]:
        """Those that this mandate does not reach; one without a limit reaches everything of its board."""
        limit = {institution.pk for institution in self.institutions.all()}
        return [institution for institution in institutions if limit and institution.pk not in limit]

    @property
    def kept_document(self) -> MandateDocument | None:
        """The document itself, where there is more than a reference to it."""
        return getattr(self, "document", None)

    @property
    def reach(self) -> str:
        """In words, as it stands in the register and in the evidence."""
        limit = ", ".join(institution.name for institution in self.institutions.all())
        return "; ".join(filter(None, [limit or gettext("the whole board"), self.scope]))
