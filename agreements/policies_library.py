"""Who manages the model clauses, and whose templates and variants somebody sees."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.verdicts import ALLOWED, Verdict, no

from .models import Agreement, AgreementTemplate, ClauseVariant
from .policies import NOT_YOUR_AGREEMENT, is_party


def can_manage_library(actor: Actor) -> Verdict:
    """The model clauses are the same for every board, so no board changes them."""
    if not actor.is_administrator:
        return no(_("Only an administrator of the platform manages the model clauses."))
    return ALLOWED


def templates_visible_to(actor: Actor) -> QuerySet[AgreementTemplate]:
    """Those of the platform and those of the board acted for, for whoever may start with one or keep one."""
    if not can_keep_templates(actor):
        return AgreementTemplate.objects.none()
    return AgreementTemplate.objects.filter(Q(board=None) | Q(board=actor.board), archived__isnull=True)


def can_keep_templates(actor: Actor) -> Verdict:
    if not actor.is_administrator and not actor.may("draft_agreements"):
        return no(_("Only a coordinator of a board, or an administrator for every board, keeps templates."))
    return ALLOWED


def can_change_template(actor: Actor, template: AgreementTemplate) -> Verdict:
    """A board changes its own and puts them away; an administrator those of the platform."""
    if template.board_id != (actor.board.pk if actor.board else None):
        return no(_("This template is of the platform; an administrator changes it. Make a copy for your own board."))
    return can_keep_templates(actor)


def variants_visible_to(actor: Actor) -> QuerySet[ClauseVariant]:
    """What the board acted for keeps, for those who write for it; not a name of what another board keeps."""
    if not can_keep_variants(actor):
        return ClauseVariant.objects.none()
    return ClauseVariant.objects.filter(board=actor.board, archived__isnull=True)


def can_keep_variant_of(actor: Actor, agreement: Agreement) -> Verdict:
    """Of an agreement in any state: also of one that was signed long ago."""
    return can_keep_variants(actor) if is_party(actor, agreement) else no(NOT_YOUR_AGREEMENT)


def can_keep_variants(actor: Actor) -> Verdict:
    if not actor.may("draft_agreements"):
        return no(_("Only a coordinator keeps variants of articles for a board."))
    return ALLOWED
