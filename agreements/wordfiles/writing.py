"""The whole Word file: title, articles with their numbers and tables, a header that says which text this is.

Always Dutch. The same text gives the same bytes: no clock in the properties, none in the archive.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO

from docx import Document as new_document
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from accounts.text import clean_text

from ..comparing import Article, Comparison, Kind, Line, Runs, Side, Table, compare, whole
from .elements import STEP, Element, Writer, element, field, plain

EPOCH = datetime(2000, 1, 1)
ZIP_EPOCH = (2000, 1, 1, 0, 0, 0)
MARKS: dict[str, Kind] = {"new": "added", "gone": "removed", "added": "added", "removed": "removed"}
"""Which articles, lines and tables came or went as a whole."""
SHORT = 6
"""A number of so few signs fits before the words."""
LEGEND = (
    "Ingevoegde tekst is nieuw, verwijderde tekst is vervallen. Het zijn wijzigingen die uw tekstverwerker bijhoudt: "
    "accepteert u ze alle, dan leest u de nieuwe tekst; wijst u ze alle af, dan leest u de oude."
)


def text_file(number: str, title: str, text: Side, *, is_draft: bool) -> bytes:
    """One version of the text, without any changes in it."""
    lines = [f"{number} · {text.name}", f"Vingerafdruk van de tekst (SHA-256): {text.sha256}"]
    if is_draft:
        lines.append("Concept. Dit bestand bindt niemand: de tekst in Leerroutes is de tekst die telt.")
    status = f"{'CONCEPT · ' if is_draft else ''}{number} · {text.name} · {text.sha256[:12]}"
    return _file(title, lines, status, compare(text.rendered, text.rendered))


def comparison_file(number: str, title: str, comparison: Comparison) -> bytes:
    """The new text in full, with what changed since the old one as tracked changes."""
    old, new = comparison.old, comparison.new
    lines = [
        f"{number} · vergelijking van twee versies",
        f"Oud: {old.name}, {old.sha256}",
        f"Nieuw: {new.name}, {new.sha256}",
        LEGEND,
    ]
    status = f"CONCEPT · {number} · vergelijking {old.sha256[:12]} → {new.sha256[:12]}"
    return _file(title, lines, status, comparison.articles)


def _file(title: str, lines: Iterable[str], status: str, articles: Iterable[Article]) -> bytes:
    document, writer = new_document(), Writer()
    _styles(document)
    _properties(document, title)
    _head_and_foot(document, title, status)
    body = document.element.body
    last = body.sectPr
    parts = [writer.paragraph(plain(title), style="Title"), *(writer.paragraph(plain(line)) for line in lines)]
    for part in (*parts, *_articles(articles, writer)):
        last.addprevious(part)
    return _same_bytes(document)


def _articles(articles: Iterable[Article], writer: Writer) -> Iterator[Element]:
    annex = ""
    for article in articles:
        here = article.number.partition(".")[0] if article.is_annex else ""
        if here != annex:
            yield writer.paragraph(plain(f"Bijlage {here}"), style="Heading1", keep=True)
        annex = here
        mark = MARKS.get(article.state, "same")
        prefix = whole(mark, "Artikel ") if article.number and not article.is_annex else ()
        words = writer.words((*prefix, *article.heading))
        yield writer.paragraph(*words, style="Heading2", mark=mark, keep=True)
        for block in article.blocks:
            yield from _line(block, writer) if isinstance(block, Line) else _table(block, writer)


def _line(line: Line, writer: Writer) -> Iterator[Element]:
    """The number hangs left of the words; a longer label, such as the name of a board, stands above them."""
    mark = MARKS.get(line.kind, "same")
    left, above, label = STEP * (1 + line.indent), *_above_and_beside(line.label)
    if above:
        yield writer.paragraph(*writer.words(above, bold=True), left=left, mark=mark, keep=True)
    beside = [*writer.words(label), *writer.words(whole(mark, "\t"))] if label else []
    words = writer.words(line.runs)
    yield writer.paragraph(*beside, *words, left=left, hanging=STEP if label else 0, mark=mark, keep=line.leads)


def _above_and_beside(label: Runs) -> tuple[Runs, Runs]:
    """The name of a board, which stands above its words; and what stands beside them, such as “1.” or a dash."""
    if not label or len(label[-1].text) < SHORT:
        return (), label
    *rest, last = label
    name, colon, mark = last.text.rpartition(": ")
    if not colon:
        return label, ()
    return (*rest, replace(last, text=f"{name}:")), (replace(last, text=mark),)


def _table(table: Table, writer: Writer) -> Iterator[Element]:
    mark = MARKS.get(table.kind, "same")
    label = [*writer.words(table.label), *writer.words(whole(mark, "\t"))] if table.label else []
    yield writer.paragraph(*label, *writer.words(table.caption, bold=True), mark=mark, keep=True)
    yield writer.table(table)
    yield writer.paragraph()


def _styles(document: Document) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after = Pt(6)
    language = element("lang", val="nl-NL", eastAsia="nl-NL", bidi="ar-SA")
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(language)
    for name, size in (("Title", 22), ("Heading 1", 16), ("Heading 2", 13)):
        style = document.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), RGBColor(0x08, 0x3E, 0x43)
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    for name in ("Header", "Footer"):
        document.styles[name].font.size = Pt(9)
    for name, points in (("Table Text", 9), ("Table Small", 7.5)):
        cell = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        cell.base_style, cell.font.size = normal, Pt(points)
        cell.paragraph_format.space_after = Pt(2)
        cell.element.set(qn("w:styleId"), name.replace(" ", ""))


def _properties(document: Document, title: str) -> None:
    about = document.core_properties
    about.title, about.author, about.last_modified_by = clean_text(title)[:250], "Leerroutes", "Leerroutes"
    about.created = about.modified = EPOCH
    about.language, about.comments, about.revision = "nl-NL", "", 1


def _head_and_foot(document: Document, title: str, status: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)
    head, foot = section.header.paragraphs[0]._p, section.footer.paragraphs[0]._p
    head.extend([plain(status)])
    foot.extend([plain(f"{title} · pagina "), *field("PAGE"), plain(" van "), *field("NUMPAGES")])


def _same_bytes(book: Document) -> bytes:
    """The archive once more, its members in one order and without the clock."""
    made, target = BytesIO(), BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as kept:
        names = source.namelist()
        for name in sorted(names, key=lambda name: (name != "[Content_Types].xml", name)):
            member = zipfile.ZipInfo(name, ZIP_EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(member, source.read(name))
    return target.getvalue()
