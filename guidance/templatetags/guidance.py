"""Help beside a thing (`{% guidance "page:agreements:sign" %}`), and words that explain themselves (`{% term %}`)."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from ..models import Entry
from ..selectors import beside, terms

register = template.Library()


@register.inclusion_tag("guidance/_fold.html", takes_context=True)
def guidance(context: Context, *keys: str) -> dict[str, Any]:
    """A fold with what stands beside these keys; nothing when there is nothing. One query."""
    return {"entries": beside(str(key) for key in keys), "may_ask": _acts_for_a_board(context)}


@register.inclusion_tag("guidance/_fold.html", takes_context=True)
def guidance_of(context: Context, kind: str, name: object) -> dict[str, Any]:
    """As `guidance`, of a key in two parts: `{% guidance_of "clause" code %}`."""
    return guidance(context, f"{kind}:{name}")


def _acts_for_a_board(context: Context) -> bool:
    """Who does not, asks no adviser."""
    actor = getattr(context.get("request"), "actor", None)
    return bool(actor and actor.board)


@register.simple_tag(takes_context=True)
def term(context: Context, slug: str, label: str = "") -> str:
    """The word with its explanation, which opens by a press, by the keyboard and (with JavaScript) by pointing at it.

    Where it stands first on a page; after that, and when nothing explains it, the plain word. One query for all the
    words of a page. For a sentence that is translated: `{% term "rio" as rio %}`.
    """
    memory = _memory(context)
    known: dict[str, Entry] = memory["entries"]
    entry = known.get(slug)
    word = label or (str(entry) if entry else slug)
    if entry is None or slug in memory["shown"]:
        return word
    memory["shown"].add(slug)
    card = render_to_string("guidance/_term.html", {"entry": entry, "label": word, "place": f"term-{slug}"})
    return mark_safe(card.strip())  # nosec # escaped by the template


def _memory(context: Context) -> dict[str, Any]:
    """Kept with the request, so that a word in an included template knows it too."""
    holder: Any = getattr(context, "request", context)
    found: dict[str, Any] | None = getattr(holder, "_help_terms", None)
    if found is None:
        found = {"entries": {entry.slug: entry for entry in terms()}, "shown": set()}
        holder._help_terms = found
    return found
