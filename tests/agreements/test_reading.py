"""Whatever is done to a signed file besides signing is found, and our reader finds what pyHanko's own finds."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DEFAULT_DIFF_POLICY, DiffResult
from pyhanko.sign.fields import MDPPerm, enumerate_sig_fields

from agreements.paper.fields import board_of
from agreements.sealing.reading import Reader
from agreements.sealing.trust import Trust
from agreements.sealing.validating import validate
from tests.agreements.clause_cases import agreement, line, route
from tests.agreements.paper_cases import Paper, throw_away_signer
from tests.agreements.sealing_cases import sign_with

Deed = Callable[[IncrementalPdfFileWriter], None]
NOBODY = Trust(())


@cache
def paper() -> bytes:
    """A real document, with its structure and links, of three articles."""
    return Paper(agreement(route(line(3))), pick=lambda rendered: rendered[:3]).pdf


@cache
def signed(boards: int, deed: Deed | None = None) -> bytes:
    """By so many boards; what is done, is done after the first."""
    pdf = paper()
    fields = sorted(
        name for name, *_rest in enumerate_sig_fields(PdfFileReader(BytesIO(pdf))) if board_of(name) is not None
    )
    for number, field in enumerate(fields[:boards]):
        pdf = sign_with(pdf, field, throw_away_signer(field), lock=None if number else MDPPerm.FILL_FORMS)
        pdf = updated(pdf, deed) if deed and not number else pdf
    return pdf


def updated(pdf: bytes, deed: Deed) -> bytes:
    writer, out = IncrementalPdfFileWriter(BytesIO(pdf)), BytesIO()
    deed(writer)
    writer.write(out)
    return out.getvalue()


# --- what may not be done ------------------------------------------------------------------------


def page_of(writer: IncrementalPdfFileWriter, number: int = 0) -> Any:
    return writer.root["/Pages"]["/Kids"][number]


def black() -> generic.StreamObject:
    return generic.StreamObject(stream_data=b"0 0 500 500 re f")


def other_content(writer: IncrementalPdfFileWriter) -> None:
    page = page_of(writer)
    page["/Contents"] = writer.add_object(black())
    writer.update_container(page)


def overwritten_content(writer: IncrementalPdfFileWriter) -> None:
    """The page itself is not touched: only the bytes of what it shows."""
    content = page_of(writer)["/Contents"]
    content._data = b"0 0 500 500 re f"
    content._encoded_data = None
    writer.update_container(content)


def another_font(writer: IncrementalPdfFileWriter) -> None:
    """Letters that look like other letters."""
    fonts = page_of(writer)["/Resources"]["/Font"]
    font = next(iter(fonts.values())).get_object()
    font["/ToUnicode"] = writer.add_object(black())
    writer.update_container(font)


def a_note(writer: IncrementalPdfFileWriter) -> None:
    page = page_of(writer)
    name = generic.pdf_name
    note = generic.DictionaryObject(
        {
            name("/Type"): name("/Annot"),
            name("/Subtype"): name("/FreeText"),
            name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (0, 0, 500, 500))),
            name("/Contents"): generic.pdf_string("Geldt niet"),
        }
    )
    page["/Annots"] = generic.ArrayObject([*page.get("/Annots", []), writer.add_object(note)])
    writer.update_container(page)


def a_page_more(writer: IncrementalPdfFileWriter) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"] = generic.ArrayObject([*pages["/Kids"], pages["/Kids"].raw_get(0)])
    pages["/Count"] = generic.NumberObject(len(pages["/Kids"]))
    writer.update_container(pages)


def other_value(writer: IncrementalPdfFileWriter) -> None:
    """The signature of a board is replaced by a copy that says something else."""
    field = next(one for one in writer.root["/AcroForm"]["/Fields"] if "/V" in one.get_object()).get_object()
    value = generic.DictionaryObject(field["/V"])
    value["/Reason"] = generic.pdf_string("Voor gezien")
    field["/V"] = writer.add_object(value)
    writer.update_container(field)


def moved_field(writer: IncrementalPdfFileWriter) -> None:
    """Over the words."""
    field = writer.root["/AcroForm"]["/Fields"][-1].get_object()
    field["/Rect"] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 500, 500)))
    writer.update_container(field)


def other_face(writer: IncrementalPdfFileWriter) -> None:
    """The face of a signature, in place: only the stream is written anew."""
    field = next(one for one in writer.root["/AcroForm"]["/Fields"] if "/V" in one.get_object()).get_object()
    face = field["/AP"]["/N"]
    face._data, face._encoded_data = b"0 0 500 500 re f", None
    writer.update_container(face)


def other_data(writer: IncrementalPdfFileWriter) -> None:
    """The agreement as data, embedded in the file."""
    attached = writer.root["/AF"][0]["/EF"]["/F"]
    attached._data, attached._encoded_data = b"{}", None
    writer.update_container(attached)


def other_reading(writer: IncrementalPdfFileWriter) -> None:
    """What a screen reader says."""
    element = writer.root["/StructTreeRoot"]["/K"][0]["/K"][0].get_object()
    element["/ActualText"] = generic.pdf_string("Dit geldt niet")
    writer.update_container(element)


DEEDS = [
    other_content,
    overwritten_content,
    another_font,
    a_note,
    a_page_more,
    other_value,
    moved_field,
    other_face,
    other_data,
    other_reading,
]


@pytest.mark.parametrize("deed", DEEDS)
def test_after_the_last_signature_it_is_found(deed: Deed) -> None:
    assert validate(signed(2), trust=NOBODY).is_intact
    found = validate(updated(signed(2), deed), trust=NOBODY)
    assert not found.is_intact
    assert found.problems


@pytest.mark.parametrize("deed", DEEDS)
def test_between_two_signatures_it_is_found(deed: Deed) -> None:
    """The second board signed what it saw; the first did not."""
    found = validate(signed(2, deed), trust=NOBODY)
    assert not found.is_intact


def test_what_is_hidden_behind_the_end_is_found() -> None:
    """Without an update of its own: a reader that repairs files might show it."""
    pdf = signed(2)
    assert not validate(pdf + b"\n% niets", trust=NOBODY).is_intact


def test_a_table_that_leaves_out_what_was_signed_is_found() -> None:
    """One new table of all objects instead of an update: the signatures are there, what they signed is not shown."""
    pdf = signed(2)
    reader = PdfFileReader(BytesIO(pdf))
    content = reader.root["/Pages"]["/Kids"][0].raw_get("/Contents").idnum
    places = {ref.idnum: reader.xrefs[ref] for ref in _everything(reader)}
    body = pdf + b"\n"
    places[content] = len(body)
    body += b"%d 0 obj\n<</Length 18>>\nstream\n0 0 500 500 re f  \nendstream\nendobj\n" % content
    table = b"".join(b"%d 1\n%010d 00000 n \n" % (number, place) for number, place in sorted(places.items()))
    root = reader.root_ref.idnum
    trailer = b"trailer\n<</Root %d 0 R /Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (root, max(places) + 1, len(body))
    changed = body + b"xref\n0 1\n0000000000 65535 f \n" + table + trailer
    assert len(PdfFileReader(BytesIO(changed)).embedded_signatures) == 2
    assert not validate(changed, trust=NOBODY).is_intact


def _everything(reader: PdfFileReader) -> set[generic.Reference]:
    numbers = range(reader.total_revisions)
    return {ref for number in numbers for ref in reader.xrefs.explicit_refs_in_revision(number)}


# --- as pyHanko itself ---------------------------------------------------------------------------


def test_the_paths_are_those_of_pyhanko() -> None:
    """To every object of every revision, changed or not."""
    pdf = signed(2, a_note)
    ours, theirs = Reader(pdf), PdfFileReader(BytesIO(pdf))
    for number in range(ours.total_revisions):
        view = theirs.get_historical_resolver(number)
        view._load_reverse_xref_cache()
        assert view._indirect_object_access_cache
        for ref in _everything(theirs):
            found = ours.get_historical_resolver(number)._get_usages_of_ref(ref)
            assert found == view._get_usages_of_ref(ref), (number, ref)


@pytest.mark.parametrize("deed", [None, *DEEDS])
def test_the_judgement_is_that_of_pyhanko(deed: Deed | None) -> None:
    pdf = updated(signed(2, deed), deed) if deed else signed(2)
    ours, theirs = Reader(pdf), PdfFileReader(BytesIO(pdf))
    judgements = [(judged(ours, number), judged(theirs, number)) for number in range(ours.total_revisions - 1)]
    assert [one for one, _other in judgements] == [other for _one, other in judgements]
    assert all(isinstance(one, DiffResult) for one, _other in judgements[1:]) is not bool(deed)


def judged(reader: PdfFileReader, number: int) -> object:
    try:
        result = DEFAULT_DIFF_POLICY.review_file(reader, number)
    except PdfReadError:  # a page that is twice in the tree
        return PdfReadError
    return result if isinstance(result, DiffResult) else type(result)
