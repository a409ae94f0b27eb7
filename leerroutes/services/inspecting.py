"""Give an inspector access, end it; and open to inspectors what a board keeps closed, or close it again."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models, transaction
from django.utils import formats, timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import Board, Membership, User
from accounts.roles import Role
from accounts.verdicts import ensure
from audit.services import record

from .. import events, inspecting
from ..errors import RouteError
from ..models import InspectionAccess, Release, Route, Scope


@transaction.atomic
def grant_access(
    inspector: User,
    *,
    actor: Actor | None,
    scope: Scope,
    purpose: str,
    valid_from: date,
    valid_until: date,
    province: str = "",
    board: Board | None = None,
    route: Route | None = None,
) -> InspectionAccess:
    """Open these routes to an inspector for a while. `actor` is None only for set-up commands, which tell nobody."""
    if actor is not None:
        ensure(inspecting.can_manage_inspections(actor))
        _ensure_another(actor, inspector)
    _ensure_sound(inspector, purpose, valid_from, valid_until)
    target = {"inspector": inspector, "scope": scope, "province": province, "board": board, "route": route}
    same = InspectionAccess.objects.filter(**target, valid_from__lte=valid_from, valid_until__gte=valid_until)
    if same.exists():
        raise RouteError(_("%(name)s has this access already.") % {"name": inspector})
    access = InspectionAccess.objects.create(
        **target,
        purpose=purpose.strip(),
        valid_from=valid_from,
        valid_until=valid_until,
        granted_by=actor.user if actor else None,
    )
    _told("leerroutes.inspection_access_granted", access, actor, purpose)
    if actor is not None:
        events.inspection_access_granted.send(InspectionAccess, access=access, actor=actor)
    return access


def _ensure_another(actor: Actor, inspector: User) -> None:
    if actor.user.pk == inspector.pk:
        raise RouteError(_("Nobody gives access to themselves. Ask another administrator."))


def _ensure_sound(inspector: User, purpose: str, first: date, last: date) -> None:
    if not Membership.objects.valid_on(max(first, localdate())).filter(user=inspector, role=Role.INSPECTOR).exists():
        raise RouteError(_("%(name)s is no inspector on that day. Give the role first.") % {"name": inspector})
    if not purpose.strip():
        raise RouteError(_("Write what the inspection is for; the boards read it."))
    if last < first or last < localdate():
        raise RouteError(_("The last day lies before the first day, or is over."))


@transaction.atomic
def end_access(access: InspectionAccess, *, actor: Actor, reason: str) -> InspectionAccess:
    """From now on it opens nothing any more. What the inspector looked at stays in the trail."""
    ensure(inspecting.can_manage_inspections(actor))
    access = InspectionAccess.objects.select_for_update(of=("self",)).get(pk=access.pk)
    if access.is_over:
        raise RouteError(_("This already ends on %(day)s.") % {"day": formats.date_format(access.valid_until)})
    if not reason.strip():
        raise RouteError(_("Write why it ends earlier."))
    before, yesterday = access.valid_until, localdate() - timedelta(days=1)
    access.valid_until, access.ended, access.end_reason = yesterday, timezone.now(), reason.strip()
    access.save(update_fields=["valid_until", "ended", "end_reason"])
    changes = {"valid_until": (before.isoformat(), yesterday.isoformat())}
    _told("leerroutes.inspection_access_ended", access, actor, reason, changes)
    events.inspection_access_ended.send(InspectionAccess, access=access, actor=actor)
    return access


def _told(
    action: str,
    access: InspectionAccess,
    actor: Actor | None,
    reason: str,
    changes: dict[str, tuple[str, str]] | None = None,
) -> None:
    """In the dossier of the inspector, and in that of the board or route it opens."""
    cases: list[models.Model] = [access.inspector, *filter(None, (access.board, access.route))]
    about = {"person": str(access.inspector), "reach": access.reach, "until": access.valid_until.isoformat()}
    for case in cases:
        record(action, actor=actor, case=case, subject=access, reason=reason.strip(), changes=changes, **about)


@transaction.atomic
def release_to_inspectors(route: Route, *, actor: Actor, until: date, reason: str) -> Release:
    """Open what this board keeps closed in a route, until a day. Doing it again replaces what stood."""
    route = Route.objects.select_for_update(of=("self",)).get(pk=route.pk)
    ensure(inspecting.can_release(actor, route))
    if until < localdate():
        raise RouteError(_("Choose a day from today on."))
    if not reason.strip():
        raise RouteError(_("Write why you open it."))
    standing = Release.objects.filter(route=route, board=actor.board, revoked=None)
    if standing.filter(valid_until=until).exists():
        raise RouteError(_("This is open until that day already."))
    standing.update(revoked=timezone.now())
    assert actor.board is not None
    release: Release = Release.objects.create(
        route=route, board=actor.board, released_by=actor.user, reason=reason.strip(), valid_until=until
    )
    until_day = until.isoformat()
    record("leerroutes.released_to_inspectors", actor=actor, case=route, reason=reason.strip(), until=until_day)
    return release


@transaction.atomic
def revoke_release(route: Route, *, actor: Actor) -> None:
    """Close it again. What was read meanwhile was read; the trail says by whom."""
    route = Route.objects.select_for_update(of=("self",)).get(pk=route.pk)
    ensure(inspecting.can_release(actor, route))
    if not Release.objects.on().filter(route=route, board=actor.board).update(revoked=timezone.now()):
        raise RouteError(_("Nothing of your board is open to inspectors in this route."))
    record("leerroutes.release_revoked", actor=actor, case=route)
