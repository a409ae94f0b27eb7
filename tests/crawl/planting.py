"""Markers that say whose they are, in every text of every record: whoever reads one, reads that record.

Which texts there are, the models say; so a new field is planted by existing, or a test asks why not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, models, transaction
from django.db.models import QuerySet

from accounts.models import User
from agreements.models import Agreement
from audit import triggers
from audit.models import AuditEvent
from inspections.models import Finding, InspectionSample
from leerroutes.models import Cooperation, Route
from workflows.search.keeping import rebuild

OURS = ("accounts", "agreements", "audit", "guidance", "inspections", "jobs", "leerroutes", "workflows")
CASES: dict[type[models.Model], str] = {Agreement: "a", Route: "r", Cooperation: "c"}
MARKER = re.compile(r"Zz([a-z])(\d+)f(\d+)zZ")

PUBLIC = {
    "accounts.Board": "stands in the register of the ministry",
    "accounts.Institution": "stands in the register of the ministry",
    "accounts.Establishment": "stands in the register of the ministry",
    "agreements.LibraryVersion": "the model texts are for everybody",
    "audit.AuditAnchor": "digests, made to be handed out",
    "audit.CasePicture": "no page shows it; made from the records",
    "guidance.Entry": "the help is for everybody",
    "guidance.EntryVersion": "the help is for everybody",
    "guidance.EntryPlace": "the help is for everybody",
    "jobs.Job": "no page shows it",
    "workflows.SearchEntry": "made from the records, and made anew when these are planted",
    "workflows.Spelling": "words to correct to, and no page shows them",
    **dict.fromkeys(
        [
            f"leerroutes.{name}"
            for name in "Profile Domain Qualification ProfileDomain HoursNorm LegalReference".split()
        ],
        "reference data of the law",
    ),
    **dict.fromkeys(
        [
            *(f"workflows.{name}Process" for name in "Proposal Agreement Start Term Ending Question".split()),
            "inspections.FindingProcess",
        ],
        "names of steps, written by the program",
    ),
}
CODES = frozenset(
    "code slug rule kind level number library_version model action case subject board_name password suspended_from "
    "agreement_number hash previous marks mandate_reach register_id check_data data_of order topics digests".split()
)
"""Fields that hold what the program reckons or a code of ours, in whatever record."""

OURS_ALONE = {
    "workflows.Notice.key",
    "workflows.Notice.address",
    "workflows.Notice.words",
    "accounts.SavedView.query",
    "inspections.InspectionSample.allocation",
    "inspections.InspectionSample.filters",
    "inspections.InspectionSample.population",
}
"""Fields that the program fills in, and reads again."""

PRIVATE = {
    "agreements.PrivateDraft",
    "agreements.AgreementTemplate",
    "agreements.ClauseVariant",
    "accounts.Membership",
    "accounts.Absence",
}
"""What a board keeps for itself; so does a comment that is not for everybody."""


OF_INSPECTORS = {"finding": Finding, "inspectionsample": InspectionSample}
FINDINGS = {"inspections.Finding", "inspections.Round", "inspections.AnswerFile"}
"""Between an inspector and one board: the other boards of the route read no word of it."""


class Field(NamedTuple):
    model: type[models.Model]
    field: models.Field[Any, Any]

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.field.name}"


class Owner(NamedTuple):
    """`a`, `r`, `c`: a case; `b`: a board, for itself; `f`: a board, to which an inspector put something; `n`: a board,
    known to whom it shares a case with (who may sign, which bodies it has); `p`: a person; `t`: what a person was told
    or keeps; `q`: a question, for who asked and the advisers; `i`: an access of an inspector; `l`: the model texts."""

    kind: str
    pk: int


def fields() -> list[Field]:
    """Every field in which somebody's words can stand."""
    found = []
    for model in apps.get_models():
        if model._meta.app_label in OURS and model._meta.label not in PUBLIC:
            found += [Field(model, field) for field in model._meta.concrete_fields if _holds_words(field)]
    return [one for one in found if str(one) not in OURS_ALONE]


def _holds_words(field: models.Field[Any, Any]) -> bool:
    """Not a code, a choice or a digest; and there is room for a marker."""
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField | models.FileField)
    is_code = field.name in CODES or field.name.endswith(("sha256", "digest"))
    return is_text and not (field.choices or is_code or (field.max_length or 99) < 40)


def plant() -> set[str]:
    """A marker in each of them. Returns the fields in which one stands now."""
    triggers.remove(connection)
    planted = set()
    for number, one in enumerate(fields()):
        for row in list(one.model._base_manager.all()):
            owner = owner_of(row)
            assert owner is not None, f"whose is {one}?"
            if _put(one, row, f"Zz{owner.kind}{owner.pk}f{number}zZ"):
                planted.add(str(one))
    rebuild()
    return planted


def _put(one: Field, row: models.Model, marker: str) -> bool:
    old = getattr(row, one.field.name)
    new = _planted(one.field, old, marker)
    if new == old or new is None:
        return False
    try:
        with transaction.atomic():
            QuerySet(one.model).filter(pk=row.pk).update(**{one.field.name: new})
    except IntegrityError:  # it may not stand there, so nobody can read it there
        return False
    return True


def _planted(field: models.Field[Any, Any], old: Any, marker: str) -> Any:
    if isinstance(field, models.FileField):
        return _file(old, marker) if old else None
    if isinstance(field, models.EmailField):
        return f"{marker}@cast.example"
    if isinstance(field, models.JSONField):
        return instead_of_sentences(old, marker)
    if str(old).startswith("{"):
        return json.dumps(instead_of_sentences(json.loads(old), marker), separators=(",", ":"), sort_keys=True)
    return marker if old is not None else None


def _file(old: Any, marker: str) -> str:
    """Another file: the one that is there may be kept for other tests."""
    with old.open("rb") as stored:
        return str(old.storage.save(old.name, ContentFile(stored.read() + marker.encode())))


def instead_of_sentences(data: Any, marker: str) -> Any:
    """The same, with the marker wherever somebody wrote a sentence, or is named."""
    if isinstance(data, dict):
        put = {name: instead_of_sentences(value, marker) for name, value in data.items() if name != "state"}
        named = {name: marker for name in ("name", "reason") if isinstance(data.get(name), str) and data[name]}
        return put | named | ({"state": data["state"]} if "state" in data else {})
    if isinstance(data, list):
        return [instead_of_sentences(value, marker) for value in data]
    return marker if isinstance(data, str) and len(data.split()) > 2 else data


# --- Whose it is -------------------------------------------------------------------------------------


def owner_of(row: models.Model) -> Owner | None:
    label = row._meta.label
    if isinstance(row, AuditEvent):
        kind, _colon, pk = row.case.partition(":")
        own = OF_INSPECTORS.get(kind)
        return owner_of(own._default_manager.get(pk=pk)) if own else Owner(EVENTS[kind], int(pk))
    if label in FINDINGS:
        return _board(row, "f")
    if label in {"workflows.Notice", "accounts.SavedView", "guidance.Opinion"}:
        return Owner("t", row.person_id)  # type: ignore[attr-defined]
    if label == "inspections.CaseFile":
        return Owner("t", row.asked_by_id)  # type: ignore[attr-defined]
    if label == "inspections.InspectionSample":
        return Owner("t", row.drawn_by_id)  # type: ignore[attr-defined]
    if label == "workflows.HandOver":
        return _board(row.by.memberships.earliest("pk"), "b")  # type: ignore[attr-defined]
    if label in {"workflows.Question", "workflows.QuestionRound"}:
        return Owner("q", row.pk)
    if label == "leerroutes.InspectionAccess":
        return Owner("i", row.pk)
    if label in PRIVATE or getattr(row, "audience", "all") != "all":
        return _board(row, "b")
    if isinstance(row, User):
        return Owner("p", row.pk)
    return _case(row) or _board(row, "n")


EVENTS = {"agreement": "a", "route": "r", "cooperation": "c", "board": "b", "user": "s", "libraryversion": "l"}
EVENTS |= {"clausevariant": "v", "agreementtemplate": "v", "question": "q"}
"""`s`: what is told about a person, for administrators; `v`: about what a board keeps for itself; `q`: a question."""


def _case(row: models.Model) -> Owner | None:
    """The case it belongs to, by one reference or more; an agreement before the routes that it covers."""
    if type(row) in CASES:
        return Owner(CASES[type(row)], row.pk)
    found = [_case(other) for other in _named(row)]
    return min((one for one in found if one), default=None)


def _board(row: models.Model, kind: str) -> Owner | None:
    if board := getattr(row, "board_id", None):
        return Owner(kind, board)
    found = [one for other in _named(row) if (one := _board(other, kind))]
    return found[0] if found else Owner("s", row.user_id) if hasattr(row, "user_id") else None


def _named(row: models.Model) -> Iterator[models.Model]:
    for field in row._meta.concrete_fields:
        if field.is_relation and field.related_model not in (User, type(row)):
            other = getattr(row, field.name)
            if other is not None and other._meta.label not in PUBLIC:
                yield other
