"""The second person: confirm or refuse what an administrator proposed. Answers on one proposal queue up."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ..actors import Actor
from ..errors import Refusal
from ..models import Mandate, Membership, User
from ..roles import Role
from ..stepup.proof import Proof, ensure_fresh
from ..uploads.opening import IN_QUARANTINE
from ..uploads.states import FileState
from ..verdicts import ensure
from .policies import Grant, can_confirm, can_refuse
from .proposing import begin, mail, record_answer


@transaction.atomic
def confirm_grant(grant: Grant, *, actor: Actor, proof: Proof) -> Grant:
    """From now on it counts, under both names. Asks the second person to prove who they are, as signing does."""
    grant = _locked(grant)
    ensure(can_confirm(actor, grant))
    ensure_fresh(proof, actor.user)
    _ensure_it_fits(grant)
    grant.confirmed, grant.confirmed_by = timezone.now(), actor.user
    grant.save(update_fields=["confirmed", "confirmed_by"])
    begin(grant, actor=actor)
    mail("confirmed", grant)
    return grant


@transaction.atomic
def refuse_grant(grant: Grant, *, actor: Actor, reason: str) -> Grant:
    """It never counts. Who proposed it takes it back in the same way."""
    grant = _locked(grant)
    ensure(can_refuse(actor, grant))
    if not reason.strip():
        raise Refusal(_("Please give a reason; it stays in the trail."))
    grant.refused, grant.refused_by, grant.refusal = timezone.now(), actor.user, reason.strip()
    grant.save(update_fields=["refused", "refused_by", "refusal"])
    record_answer("refused", grant, actor=actor, reason=grant.refusal)
    mail("refused", grant)
    return grant


def _locked(grant: Grant) -> Grant:
    """The person too: two proposals about one person are answered one after the other."""
    User.objects.select_for_update(no_key=True).get(pk=grant.user_id)
    rows = type(grant).proposals.select_for_update(of=("self",))
    return rows.select_related("user", "board", "proposed_by").get(pk=grant.pk)


def _ensure_it_fits(grant: Grant) -> None:
    """Since it was proposed something may have changed."""
    if not grant.user.is_active:
        raise Refusal(_("The account of %(name)s is closed.") % {"name": grant.user})
    if isinstance(grant, Membership):
        _ensure_new_role(grant)
    else:
        _ensure_new_mandate(grant)


def _ensure_new_role(grant: Membership) -> None:
    same = Membership.objects.valid_on(grant.valid_from).filter(user=grant.user, board=grant.board, role=grant.role)
    if same.exists():
        raise Refusal(_("This person already has this role here."))


def _ensure_new_mandate(grant: Mandate) -> None:
    if not Membership.objects.filter(user=grant.user, board=grant.board, role=Role.SIGNATORY).exists():
        raise Refusal(_("This person is not a signatory of this board. Give that role first."))
    if Mandate.objects.valid_on(grant.valid_from).filter(user=grant.user, board=grant.board).exists():
        raise Refusal(_("This person already has a mandate for this board in this period."))
    if (document := grant.kept_document) and document.state == FileState.QUARANTINE:
        raise Refusal(str(IN_QUARANTINE))
