"""The moments of a text that can be laid side by side: as it is now, and every text that was kept."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from accounts.actors import Actor

from . import policies_files
from .clauses.stored import from_data
from .comparing import Side
from .models import Agreement, FrozenText
from .selectors import text_of
from .states import BEFORE_SIGNATURE, State

NOW = "nu"
CAN_STILL_CHANGE = (State.DRAFT, *BEFORE_SIGNATURE)


class NoSuchMoment(LookupError):
    """Nothing was kept under this key, or not for this person."""


def kept_texts(agreement: Agreement, actor: Actor) -> list[FrozenText]:
    """Newest first, without their words; those of the agreement that this one changes come after its own."""
    both = [pk for pk in (agreement.pk, agreement.replaces_id) if pk]
    texts = policies_files.frozen_texts_visible_to(actor).filter(agreement__in=both).order_by("-agreement_id", "-pk")
    return list(texts.select_related("agreement").defer("articles"))


def choices_of(agreement: Agreement, kept: list[FrozenText]) -> list[tuple[str, str]]:
    """Key and name of every moment, the newest first. What is signed is what it was: there is no “now”."""
    now = [(NOW, _("The text as it is now"))] if agreement.state in CAN_STILL_CHANGE else []
    return now + [(str(frozen.pk), _named(agreement, frozen)) for frozen in kept]


def _named(agreement: Agreement, frozen: FrozenText) -> str:
    return name_of(frozen) if frozen.agreement_id == agreement.pk else f"{frozen.agreement.number}: {name_of(frozen)}"


def name_of(frozen: FrozenText) -> str:
    moment = date_format(localtime(frozen.frozen), "j F Y, H:i")
    values = {"version": frozen.version, "moment": moment, "digest": frozen.sha256[:8]}
    return _("Version %(version)s of %(moment)s (%(digest)s)") % values


def two_sides(
    agreement: Agreement, given: Mapping[str, str], kept: list[FrozenText], choices: list[tuple[str, str]]
) -> tuple[Side, Side]:
    """What was asked for; otherwise the newest text, and the last one before it that has other words."""
    new = side_at(agreement, newest_unless(given.get("tot"), choices), choices)
    return side_at(agreement, given.get("van") or _last_other(new, kept), choices), new


def _last_other(new: Side, kept: list[FrozenText]) -> str:
    """When no text has other words the last one before it; the page says so."""
    earlier = [frozen for frozen in kept if str(frozen.pk) != new.key]
    other = [frozen for frozen in earlier if frozen.sha256 != new.sha256] or earlier
    return str(other[0].pk) if other else new.key


def newest_unless(given: str | None, choices: list[tuple[str, str]]) -> str:
    return given or (choices[0][0] if choices else "")


def side_at(agreement: Agreement, key: str, choices: list[tuple[str, str]]) -> Side:
    """The text under this key; `NoSuchMoment` for what is not among the choices."""
    if key not in dict(choices):
        raise NoSuchMoment(key)
    if key != NOW:
        return side_of(FrozenText.objects.select_related("agreement").get(pk=key))
    text = text_of(agreement)
    return Side(NOW, dict(choices)[NOW], text.sha256, text.rendered)


def side_of(frozen: FrozenText) -> Side:
    return Side(str(frozen.pk), name_of(frozen), frozen.sha256, from_data(frozen.articles))
