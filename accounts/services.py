"""Invite people; grant and end roles and mandates. Every change is in the trail, under the board it concerns.

What an administrator grants waits for a second person (`granting`); to end something one person is enough. Set-up
commands on the server (`actor` is None) grant at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.files.base import File
from django.db import transaction
from django.utils import formats
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from audit.services import record

from . import permissions
from .actors import Actor
from .errors import Refusal
from .granting.proposing import begun_by, tell
from .mandates.services import keep_document
from .models import Board, Institution, Mandate, Membership, User
from .policies import can_manage_access
from .roles import Role
from .verdicts import ensure


def _allow(actor: Actor | None) -> None:
    """`actor` is None only for set-up commands on the server itself."""
    if actor is not None:
        ensure(can_manage_access(actor))


@transaction.atomic
def invite_person(
    *,
    actor: Actor | None,
    name: str,
    email: str,
    role: Role,
    board: Board | None = None,
    institution: Institution | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> User:
    """Make an account for somebody new, with a first role.

    When a second person confirmed that role, a mail brings the link to choose a password; not before.
    """
    _allow(actor)
    email = email.lower()
    if User.objects.filter(email=email).exists():
        raise Refusal(_("This person already has an account. Give a role instead."))
    user = User.objects.create_user(email, None, name=name)
    record("accounts.person_invited", actor=actor, case=board or user, subject=user, person=str(user))
    grant_membership(
        user,
        actor=actor,
        role=role,
        board=board,
        institution=institution,
        valid_from=valid_from,
        valid_until=valid_until,
    )
    return user


@transaction.atomic
def grant_membership(
    user: User,
    *,
    actor: Actor | None,
    role: Role,
    board: Board | None = None,
    institution: Institution | None = None,
    valid_from: date | None = None,
    valid_until: date | None = None,
) -> Membership:
    """Give a person a role, and the rights that come with it: from the moment a second person confirms it."""
    _allow(actor)
    membership = Membership.objects.create(
        user=user,
        role=role,
        board=board,
        institution=institution,
        valid_from=valid_from or localdate(),
        valid_until=valid_until,
        **begun_by(actor),
    )
    tell(membership, actor=actor)
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, actor: Actor | None, last_day: date) -> Membership:
    """Let a role end; the row stays, as the trail refers to it."""
    _allow(actor)
    if last_day < membership.valid_from:
        raise Refusal(_("A role cannot end before it began."))
    before = membership.valid_until
    _ensure_still_running(before, last_day)
    membership.valid_until = last_day
    membership.save(update_fields=["valid_until"])
    permissions.synchronise(membership.user)
    record(
        "accounts.role_ended",
        actor=actor,
        case=membership.board or membership.user,
        subject=membership.user,
        changes={"valid_until": (before and before.isoformat(), last_day.isoformat())},
        role=membership.role,
        person=str(membership.user),
    )
    return membership


def _ensure_still_running(until: date | None, last_day: date) -> None:
    """What is over stays over, and the same end is not recorded twice."""
    if until is not None and (until < localdate() or until == last_day):
        raise Refusal(_("This already ends on %(day)s.") % {"day": formats.date_format(until)})


@transaction.atomic
def grant_mandate(
    user: User,
    *,
    actor: Actor | None,
    board: Board,
    function: str,
    document_reference: str,
    valid_from: date | None = None,
    valid_until: date | None = None,
    scope: str = "",
    institutions: Iterable[Institution] = (),
    may_be_substituted: bool = False,
    file: File[bytes] | None = None,
) -> Mandate:
    """This person may sign for this board, by which document (`file`); from the moment a second person confirms it."""
    _allow(actor)
    limit = list(institutions)
    if any(institution.board_id != board.pk for institution in limit):
        raise Refusal(_("A mandate reaches only schools and institutions of its own board."))
    mandate = Mandate.objects.create(
        user=user,
        board=board,
        function=function,
        document_reference=document_reference,
        scope=scope,
        may_be_substituted=may_be_substituted,
        valid_from=valid_from or localdate(),
        valid_until=valid_until,
        **begun_by(actor),
    )
    mandate.institutions.set(limit)
    if file:
        keep_document(mandate, actor=actor, file=file)
    tell(mandate, actor=actor)
    return mandate


@transaction.atomic
def end_mandate(mandate: Mandate, *, actor: Actor | None, last_day: date) -> Mandate:
    """Let a mandate end. Signatures made under it stay what they were."""
    _allow(actor)
    if last_day < mandate.valid_from:
        raise Refusal(_("A mandate cannot end before it began."))
    before = mandate.valid_until
    _ensure_still_running(before, last_day)
    mandate.valid_until = last_day
    mandate.save(update_fields=["valid_until"])
    record(
        "accounts.mandate_ended",
        actor=actor,
        case=mandate.board,
        subject=mandate.user,
        changes={"valid_until": (before and before.isoformat(), last_day.isoformat())},
        person=str(mandate.user),
    )
    return mandate
