"""Fetch what is kept about oneself; erase somebody who left."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from audit import erasing
from audit.services import record

from ..absences.services import end_absences_of
from ..actors import Actor
from ..errors import Refusal
from ..models import Mandate, Membership, SavedView, User
from ..policies import can_erase
from ..services import end_mandate, end_membership
from ..sessions.services import end_sessions
from ..stepup import Proof, ensure_fresh
from ..verdicts import ensure
from .data import data_of


@transaction.atomic
def fetch_own_data(*, actor: Actor) -> dict[str, Any]:
    """Everything about the person acting; that it was fetched is in the trail, because somebody else may have."""
    record("accounts.data_exported", actor=actor, case=actor.user)
    return data_of(actor.user)


@transaction.atomic
def erase_person(person: User, *, actor: Actor, reason: str, proof: Proof) -> User:
    """Name and address are replaced, also in the trail of what was done. Nobody logs in with it; all roles end.

    What the law has kept stays: a signature says who signed, and a mandate that was signed under keeps its holder. So
    does what others wrote in a case about the person: it is what happened there (`audit.erasing.mentions`).
    """
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    ensure(can_erase(actor, person))
    ensure_fresh(proof, actor.user)
    if not reason.strip():
        raise Refusal(_("Please give a reason; it stays in the trail."))
    _end_everything(person, actor)
    _keep_holders(person)
    end_sessions(person, actor=actor)
    Authenticator.objects.filter(user=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    SavedView.objects.filter(person=person).delete()
    _replace(person)
    erasing.erase_person(person, actor=actor, reason=reason.strip())
    record("accounts.person_erased", actor=actor, case=person, reason=reason.strip())
    return person


def _end_everything(person: User, actor: Actor) -> None:
    """Since yesterday; what began today or begins later holds no day longer than its first."""
    today, yesterday = timezone.localdate(), timezone.localdate() - timedelta(days=1)
    end_absences_of(person, actor=actor)
    running = Q(valid_until__isnull=True) | Q(valid_until__gte=today)
    for membership in Membership.objects.filter(running, user=person).select_related("board", "user"):
        if membership.valid_until != (last := max(membership.valid_from, yesterday)):
            end_membership(membership, actor=actor, last_day=last)
    for mandate in Mandate.objects.filter(running, user=person).select_related("board", "user"):
        if mandate.valid_until != (last := max(mandate.valid_from, yesterday)):
            end_mandate(mandate, actor=actor, last_day=last)


def _keep_holders(person: User) -> None:
    Mandate.objects.filter(user=person, first_used__isnull=False).update(kept_name=person.name)


def _replace(person: User) -> None:
    """An address that no mail can reach (RFC 2606); without a password every session of this person is over."""
    person.name, person.email = f"Gewiste persoon {person.pk}", f"gewist-{person.pk}@leerroutes.invalid"
    person.is_active, person.last_login, person.erased = False, None, timezone.now()
    person.set_unusable_password()
    person.save(update_fields=["name", "email", "is_active", "last_login", "erased", "password"])
