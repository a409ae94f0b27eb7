"""How one simple answer reads in a Dutch sentence or table cell."""

from datetime import date

from accounts.text import clean_text

from .shapes import Field
from .values import GROUPS, TOGETHER, Scope, chosen
from .words import dutch_date, dutch_list, dutch_number


def spoken(field: Field, answer: object, scope: Scope) -> str:
    """The words for an answer that is not empty."""
    if field.kind == "int":
        return _number(answer)
    if field.kind == "date":
        return _date(answer)
    if field.kind == "choice":
        picked = field.choice(answer)
        return picked.text if picked else ""
    if field.kind == "multi":
        return dutch_list([choice.text for choice in field.choices if choice.value in chosen(field, answer)])
    if field.kind == "yesno":
        return "ja" if answer == "yes" else "nee"
    return _reference(field, clean_text(answer), scope)


def _reference(field: Field, answer: str, scope: Scope) -> str:
    if field.kind == "board":
        party = scope.facts.party(answer)
        return clean_text(party.name) if party else GROUPS[answer].nl
    if field.kind == "line":
        refs = list(scope.route.line_refs()) if scope.route else []
        return "alle" if answer == TOGETHER else str(refs.index(answer) + 1)
    if field.kind == "year":
        return "alle" if answer == TOGETHER else answer
    return answer


def _number(answer: object) -> str:
    return dutch_number(answer) if isinstance(answer, int) else clean_text(answer)


def _date(answer: object) -> str:
    text = clean_text(answer)
    try:
        return dutch_date(date.fromisoformat(text))
    except ValueError:
        return text
