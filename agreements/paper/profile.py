"""Is this file what we promise: PDF/A-3a, PDF/UA-1, with the agreement in it as data?

The standards in full are judged by veraPDF, in the test suite (tests/conformance). This is what can go wrong with one
document because of its words, checked on every file before anybody sees it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from pikepdf import Dictionary, Name, Object, PasswordError, Pdf, PdfError

from jobs.sentences import Explained, Sentence
from jobs.sentences import sentence as _

from .data import VERSION
from .pdf import AGREEMENT_FILE, CHECK_FILE, EVIDENCE_FILE
from .schema import departures
from .structure import structure_problems

IDENTIFIERS = {"pdfaid:part": "3", "pdfaid:conformance": "A", "pdfuaid:part": "1"}
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


class UnfitDocument(Explained):
    """The file is not released. The message says why, for the people of the case."""


def ensure_fit(pdf: bytes, *, data: str = "", check_data: str = "", evidence: str = "") -> None:
    """Refuses a file that breaks a promise: `UnfitDocument`."""
    if found := problems(pdf, data=data, check_data=check_data, evidence=evidence):
        raise UnfitDocument(*found)


def problems(pdf: bytes, *, data: str = "", check_data: str = "", evidence: str = "") -> list[Sentence]:
    """Every broken promise, in a sentence. `data`, `check_data` and `evidence` are what should be embedded."""
    embedded = {AGREEMENT_FILE: data, CHECK_FILE: check_data, EVIDENCE_FILE: evidence}
    try:
        with Pdf.open(BytesIO(pdf)) as opened:
            return [*_of_the_file(opened), *_of_the_data(opened, embedded)]
    except PasswordError:
        return [_("The file asks for a password.")]
    except (PdfError, AttributeError, KeyError) as error:
        return [_("The file is damaged: %(error)s", error=error)]


def _of_the_file(pdf: Pdf) -> Iterator[Sentence]:
    yield from _of_the_identity(pdf)
    yield from _of_the_reader(pdf)
    yield from _of_the_objects(pdf)
    yield from structure_problems(pdf)


def _of_the_identity(pdf: Pdf) -> Iterator[Sentence]:
    metadata = pdf.open_metadata(set_pikepdf_as_editor=False)
    if any(str(metadata.get(name, "")) != value for name, value in IDENTIFIERS.items()):
        yield _("The file does not say that it is PDF/A-3a and PDF/UA-1.")
    if not any(intent.get("/DestOutputProfile") for intent in pdf.Root.get("/OutputIntents", [])):
        yield _("The file does not say which colours it uses.")
    if pdf.is_encrypted:
        yield _("The file is encrypted.")


def _of_the_reader(pdf: Pdf) -> Iterator[Sentence]:
    """What a program shows and reads aloud."""
    if str(pdf.Root.get("/Lang", "")) != "nl":
        yield _("The language of the file is not set.")
    if not _within(pdf.Root, "/ViewerPreferences", "/DisplayDocTitle") or not str(pdf.docinfo.get("/Title", "")):
        yield _("The file has no title.")
    if not _within(pdf.Root, "/MarkInfo", "/Marked"):
        yield _("The file has no structure.")
    if _within(pdf.Root, "/Outlines", "/First") is None:
        yield _("There are no bookmarks.")
    fields = _within(pdf.Root, "/AcroForm", "/Fields") or []
    if any(field.get("/FT") != Name.Sig or not str(field.get("/TU", "")) for field in fields):
        yield _("A field is no place to sign, or has no name that can be read aloud.")


def _within(owner: Object, *names: str) -> Any:
    """What stands there, or None where a step is missing."""
    for name in names:
        owner = owner.get(name, Dictionary())
    return None if isinstance(owner, Dictionary) and not len(owner) else owner


def _of_the_objects(pdf: Pdf) -> Iterator[Sentence]:
    dictionaries = [one for one in pdf.objects if isinstance(one, Dictionary)]
    loose = {str(one.get("/FontName", "?")) for one in dictionaries if _is_loose_font(one)}
    if loose:
        yield _("A font is not in the file: %(names)s.", names=", ".join(sorted(loose)))
    if any(_runs_something(one) for one in dictionaries):
        yield _("There is a program in the file.")


def _runs_something(one: Dictionary) -> bool:
    """A script, or anything that starts by itself: nothing in our files does."""
    return "/JS" in one or "/JavaScript" in one or "/AA" in one or "/OpenAction" in one


def _is_loose_font(one: Dictionary) -> bool:
    """A description of a font without the font, or a font without a description (one of the standard fourteen)."""
    if one.get("/Type") == "/FontDescriptor":
        return not any(name in one for name in FONT_FILES)
    described = "/FontDescriptor" in one or one.get("/Subtype") in ("/Type0", "/Type3")
    return one.get("/Type") == "/Font" and not described


def _of_the_data(pdf: Pdf, embedded: Mapping[str, str]) -> Iterator[Sentence]:
    expected = {name: text for name, text in embedded.items() if text}
    found = {name: file.get_file().read_bytes().decode() for name, file in pdf.attachments.items()}
    if found != expected:
        yield _("The data in the file is not the data of the agreement.")
    data = embedded[AGREEMENT_FILE]
    wrong = departures(json.loads(data), VERSION) if data else []
    if wrong:
        yield _("The data is not of the published form: %(places)s", places="; ".join(wrong[:3]))
