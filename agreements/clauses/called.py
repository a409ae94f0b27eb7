"""The model speaks of an agreement. An internal regulation is called what it is: both are de-words in Dutch."""

import re
from dataclasses import replace

from .context import AgreementFacts
from .shapes import Clause, Lid

AGREEMENT = re.compile(r"\b(samenwerkingsovereenkomst|overeenkomst)\b", re.IGNORECASE)


def called(clause: Clause, facts: AgreementFacts) -> Clause:
    """The clause with the name of the instrument in our own sentences, except in those about it."""
    if facts.instrument != "internal":
        return clause
    leden, annex = (tuple(_called(lid) for lid in part) for part in (clause.leden, clause.annex))
    return replace(clause, leden=leden, annex=annex)


def _called(lid: Lid) -> Lid:
    return lid if "fact:internal" in lid.when else replace(lid, text=AGREEMENT.sub(_regulation, lid.text))


def _regulation(match: re.Match[str]) -> str:
    word = "interne regeling" if match[0].lower().startswith("samen") else "regeling"
    return word.capitalize() if match[0][0].isupper() else word
