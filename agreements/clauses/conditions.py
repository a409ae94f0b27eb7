"""The little language of `when`: terms joined by ` & `.

name          the field is filled (a yes/no: yes)       !name         it is not
name=value    the field has (or holds) this value       name!=value   it has not
fact:glr      something is true of the agreement        !fact:glr     it is not
"""

from collections.abc import Mapping
from functools import cache

from .context import FACTS, AgreementFacts, RouteTextFacts, fact_holds

Data = Mapping[str, object]


@cache
def terms(expression: str) -> tuple[str, ...]:
    """Remembered: an agreement asks the few hundred conditions of its library thousands of times."""
    return tuple(term.strip() for term in expression.split("&") if term.strip())


def fields_in(expression: str) -> set[str]:
    """The fields a condition looks at."""
    bare = (term.lstrip("!") for term in terms(expression))
    return {term.split("=")[0].rstrip("!") for term in bare if not term.startswith("fact:")}


def facts_in(expression: str) -> set[str]:
    return {term.lstrip("!")[5:] for term in terms(expression) if term.lstrip("!").startswith("fact:")}


def unknown_names(expression: str, fields: set[str]) -> set[str]:
    return (fields_in(expression) - fields) | (facts_in(expression) - FACTS.keys())


def holds(expression: str, data: Data, facts: AgreementFacts, route: RouteTextFacts | None = None) -> bool:
    """True when every term is true; an empty condition always is."""
    return all(_term_holds(term, data, facts, route) for term in terms(expression))


def _term_holds(term: str, data: Data, facts: AgreementFacts, route: RouteTextFacts | None) -> bool:
    if term.startswith("!"):
        return not _term_holds(term[1:], data, facts, route)
    if term.startswith("fact:"):
        return fact_holds(term[5:], facts, route)
    name, equals, wanted = term.partition("=")
    if name.endswith("!"):
        return not _has(data.get(name[:-1]), wanted)
    if equals:
        return _has(data.get(name), wanted)
    return data.get(name) not in (None, "", "no", [], {})


def _has(value: object, wanted: str) -> bool:
    return wanted in value if isinstance(value, (list, tuple)) else value == wanted
