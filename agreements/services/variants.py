"""Variants: articles as one board likes to have them. Its own trail tells of them; that of an agreement does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.verdicts import ensure
from audit.services import record

from .. import policies_library
from ..clauses.moving import portable
from ..clauses.shapes import Clause
from ..errors import AgreementError
from ..models import Agreement, ClauseVariant


@transaction.atomic
def keep_variant(
    agreement: Agreement, *, actor: Actor, clause: Clause, name: str, data: Mapping[str, Any]
) -> ClauseVariant:
    """Keep this article for other agreements of the own board, without what belongs to this agreement only."""
    ensure(policies_library.can_keep_variant_of(actor, agreement))
    assert actor.board is not None
    variant = ClauseVariant(board=actor.board, code=clause.code, model=clause.version, name=name, author=actor.user)
    variant.data = portable(clause, data, actor.board.pk)
    _save(variant)
    record("agreements.variant_kept", actor=actor, case=variant, clause=clause.code)
    return variant


@transaction.atomic
def rename_variant(variant: ClauseVariant, *, actor: Actor, name: str) -> ClauseVariant:
    variant = _own(variant, actor)
    if variant.name != name:
        before, variant.name = variant.name, name
        _save(variant)
        changes = {"name": (before, name)}
        record("agreements.variant_renamed", actor=actor, case=variant, clause=variant.code, changes=changes)
    return variant


@transaction.atomic
def archive_variant(variant: ClauseVariant, *, actor: Actor) -> ClauseVariant:
    """No longer offered; articles that were filled in with it stay as they are."""
    variant = _own(variant, actor)
    variant.archived = timezone.now()
    variant.save(update_fields=["archived"])
    record("agreements.variant_archived", actor=actor, case=variant, clause=variant.code)
    return variant


def _own(variant: ClauseVariant, actor: Actor) -> ClauseVariant:
    """Locked, of the board acted for, and still in use."""
    ensure(policies_library.can_keep_variants(actor))
    fresh = policies_library.variants_visible_to(actor).select_for_update(of=("self",)).filter(pk=variant.pk).first()
    if fresh is None:
        raise AgreementError(_("This variant is no longer there."))
    return fresh


def _save(variant: ClauseVariant) -> None:
    try:
        with transaction.atomic():
            variant.save()
    except IntegrityError as error:
        raise AgreementError(
            _("Your board already has a variant of this article with this name. Choose another name.")
        ) from error
