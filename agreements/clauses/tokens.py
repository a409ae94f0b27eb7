"""Placeholders in a model text.

{field}        the answer to a field                {wet:topic}     the article that holds on the day
{artikel:H}    the number of another article        {feit:start}    something known of the agreement
{blok:parties} a list or table made from the agreement's own data
"""

import re

TOKEN = re.compile(r"\{(?:(?P<kind>wet|artikel|feit|blok):)?(?P<name>[A-Za-z0-9_-]+)\}")
FACT_TOKENS = frozenset({"number", "title", "start", "end", "first_year", "legal_basis", "replaces", "leaving"})
BLOCK_TOKENS = frozenset({"parties", "routes", "lines", "hours", "motivations", "partners"})


def tokens(text: str) -> set[tuple[str, str]]:
    return {(match["kind"] or "", match["name"]) for match in TOKEN.finditer(text)}


def names(text: str, kind: str = "") -> set[str]:
    """The names behind placeholders of one kind; without a kind the fields."""
    return {name for found, name in tokens(text) if found == kind}


def paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", text.strip()) if part.strip()]
