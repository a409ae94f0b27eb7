"""Help beside a thing (`{% guidance "page:agreements:sign" %}`), and words that explain themselves (`{% term %}`)."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.context import Context

from ..models import Entry
from ..selectors import beside, terms

register = template.Library()


@register.inclusion_tag("guidance/_fold.html")
def guidance(*keys: str) -> dict[str, Any]:
    """A fold with what stands beside these keys; nothing when there is nothing. One query."""
    return {"entries": beside(str(key) for key in keys)}


@register.inclusion_tag("guidance/_fold.html")
def guidance_of(kind: str, name: object) -> dict[str, Any]:
    """As `guidance`, of a key in two parts: `{% guidance_of "clause" code %}`."""
    return {"entries": beside([f"{kind}:{name}"])}


@register.inclusion_tag("guidance/_term.html", takes_context=True)
def term(context: Context, slug: str, label: str = "") -> dict[str, Any]:
    """The word with its explanation, which opens by a press, by the keyboard and (with JavaScript) by pointing at it.

    One query for all the words of a page.
    """
    memory = _memory(context)
    known: dict[str, Entry] = memory["entries"]
    memory["count"] += 1
    entry = known.get(slug)
    place = f"term-{slug}-{memory['count']}"
    return {"entry": entry, "label": label or (str(entry) if entry else slug), "place": place}


def _memory(context: Context) -> dict[str, Any]:
    """Kept with the request, so that a word in an included template knows it too."""
    holder: Any = getattr(context, "request", context)
    found: dict[str, Any] | None = getattr(holder, "_help_terms", None)
    if found is None:
        found = {"entries": {entry.slug: entry for entry in terms()}, "count": 0}
        holder._help_terms = found
    return found
