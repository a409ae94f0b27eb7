"""Templates for whole agreements: keep one, put one away, and begin an agreement with one."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import ensure
from audit.services import differences, record

from .. import policies_library
from ..clauses import library
from ..clauses.templates import Template, of_template
from ..errors import AgreementError
from ..model_clauses import content_of, shelf_of
from ..models import Agreement, AgreementTemplate
from .negotiation import save_clause


@transaction.atomic
def keep_template(template: Template, *, actor: Actor) -> AgreementTemplate:
    """For the board acted for; by an administrator, for every board."""
    ensure(policies_library.can_keep_templates(actor))
    _ensure_right(template)
    kept = AgreementTemplate(
        board=actor.board,
        name=template.name,
        instrument=template.instrument,
        clauses=list(template.clauses),
        answers=dict(template.answers),
        author=actor.user,
    )
    _save(kept)
    record("agreements.template_kept", actor=actor, case=kept)
    return kept


@transaction.atomic
def change_template(
    template: AgreementTemplate, *, actor: Actor, seen_version: int, content: Template
) -> AgreementTemplate:
    """Another name, other articles, another order. Agreements that began with it have a copy of their own."""
    fresh = _own(template, actor)
    if fresh.version != seen_version:
        raise AgreementError(
            _("Somebody else changed this template meanwhile. What you chose is still here; look, and save again.")
        )
    _ensure_right(content)
    before = _as_told(fresh)
    fresh.name, fresh.instrument = content.name, content.instrument
    fresh.clauses, fresh.answers = list(content.clauses), dict(content.answers)
    changes = differences(before, _as_told(fresh))
    if changes:
        fresh.version += 1
        _save(fresh)
        record("agreements.template_changed", actor=actor, case=fresh, changes=changes)
    return fresh


def _as_told(template: AgreementTemplate) -> dict[str, Any]:
    return {
        "template_name": template.name,
        "instrument": template.instrument,
        "clauses": template.clauses,
        "answers": template.answers,
    }


def _own(template: AgreementTemplate, actor: Actor) -> AgreementTemplate:
    """Locked, of the board acted for or by an administrator of the platform, and still in use."""
    ensure(policies_library.can_keep_templates(actor))
    found = policies_library.templates_visible_to(actor).filter(board=actor.board, pk=template.pk)
    fresh = found.select_for_update(of=("self",)).first()
    if fresh is None:
        raise AgreementError(_("This template is not of your board, or no longer there."))
    return fresh


@transaction.atomic
def archive_template(template: AgreementTemplate, *, actor: Actor) -> AgreementTemplate:
    """No longer offered; agreements that began with it have a copy of their own."""
    fresh = _own(template, actor)
    fresh.archived = timezone.now()
    fresh.save(update_fields=["archived"])
    record("agreements.template_archived", actor=actor, case=fresh)
    return fresh


def chosen_template(template: AgreementTemplate, *, actor: Actor, instrument: str) -> Template:
    """What the agreement gets a copy of. Refuses what does not fit it, or what the current model no longer has."""
    if not policies_library.templates_visible_to(actor).filter(pk=template.pk).exists():
        raise AgreementError(_("This template is not of your board, or no longer there."))
    if template.instrument != instrument:
        raise AgreementError(_("This template is for another kind of agreement."))
    content = content_of(template)
    _ensure_right(content)
    return content


def _save(template: AgreementTemplate) -> None:
    try:
        with transaction.atomic():
            template.save()
    except IntegrityError as error:
        raise AgreementError(_("There is a template with this name already. Choose another name.")) from error


def _ensure_right(template: Template) -> None:
    for complaint in of_template(template, library.load(library.current())):
        raise AgreementError(_("This template cannot be used: %(why)s.") % {"why": str(complaint)})


@transaction.atomic
def answer_beforehand(agreement: Agreement, template: Template, *, actor: Actor) -> None:
    """Put the answers of the template on the table, as proposals of the board that starts."""
    shelf = shelf_of(agreement)
    for code, data in template.answers.items():
        covered = [one.route for one in agreement.covered.select_related("route")]
        for route in covered if shelf[code].scope == "route" else [None]:
            note = _("From the template “%(name)s”") % {"name": template.name}
            save_clause(agreement, actor=actor, code=code, route=route, seen_version=0, data=data, note=note)
