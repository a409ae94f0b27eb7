"""What a rendered PDF still lacks, added without a trace of when or where: it stays a pure function of its input.

- PDF/UA-1 beside PDF/A-3a in the metadata. PDF/A knows no property `pdfuaid:part`, so the metadata describes it.
- Headers and footers of pages are artifacts: the renderer tags them, but leaves them out of the structure tree.
- Steps of the structure that mean nothing are left out: it is half of the file (`flattening`).
- An empty signature field in the place of every board. WeasyPrint knows no signatures, so the template has a tick box
  there, which is tagged and placed already; here it becomes a field to sign in.
- No object streams: a signature validator reads those again for every object, which costs seconds (feasibility.md 4).
"""

from __future__ import annotations

import re
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream

from .fields import board_of
from .flattening import flatten

UA = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
</rdf:Description><rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the document adheres to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""

APPEND_ONLY = 3
"""There are fields to sign, and the file is only ever added to: so nothing but the signature changes by signing."""

ARTIFACT = b"/Artifact\n<</Type /Pagination>>\nBDC"
MARKED = re.compile(rb"/\w+\s*<<\s*/MCID (\d+)\s*>>\s*BDC")


def finish(rendered: bytes) -> bytes:
    """The rendered file as it is stored: the same input, the same bytes."""
    with Pdf.open(BytesIO(rendered)) as pdf:
        _identify(pdf)
        _relate_each_file_once(pdf)
        tree = Tree(pdf.Root.StructTreeRoot)
        _set_margins_apart(pdf, tree)
        flatten(tree.top, [tree.by_key[int(page.obj.StructParents)] for page in pdf.pages])
        _make_places_to_sign(pdf, tree)
        target = BytesIO()
        pdf.save(target, object_stream_mode=ObjectStreamMode.disable, deterministic_id=True)
    return target.getvalue()


def _identify(pdf: Pdf) -> None:
    xmp = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(xmp.replace(b"</rdf:RDF>", UA, 1))


def _relate_each_file_once(pdf: Pdf) -> None:
    """The renderer lists every embedded file twice."""
    if Name.AF in pdf.Root:
        pdf.Root.AF = Array({file.objgen: file for file in pdf.Root.AF}.values())


def _set_margins_apart(pdf: Pdf, tree: Tree) -> None:
    """What is tagged and yet not in the tree stands in a margin: it is repeated, and not read aloud."""
    for page in pdf.pages:
        owners = tree.by_key[int(page.obj.StructParents)]
        outcasts = {mcid for mcid, owner in enumerate(owners) if not tree.holds(owner)}
        for mcid in outcasts:
            owners[mcid] = None
        _turn_into_artifacts(page.obj.Contents, outcasts)


class Tree:
    """The structure of the document, and what belongs to it.

    `by_key`: of a page, the elements to which its pieces belong, by number of the piece; of a field, its element.
    """

    def __init__(self, root: Object) -> None:
        nums = root.ParentTree.Nums
        self.by_key = {int(nums[place]): nums[place + 1] for place in range(0, len(nums), 2)}
        self.top = root.K[0]
        self.known = {child.objgen: True for child in self.top.K}

    def holds(self, element: Object) -> bool:
        """Does it hang in the tree, by however many steps? Each element is asked once."""
        if element.objgen not in self.known:
            parent = element.P
            self.known[element.objgen] = parent.objgen != self.top.objgen and self.holds(parent)
        return self.known[element.objgen]


def _turn_into_artifacts(contents: Object, outcasts: set[int]) -> None:
    def marked(found: re.Match[bytes]) -> bytes:
        return ARTIFACT if int(found[1]) in outcasts else found[0]

    contents.write(MARKED.sub(marked, contents.read_bytes()))


def _make_places_to_sign(pdf: Pdf, tree: Tree) -> None:
    """The boxes of the signature page become empty signature fields.

    The element of each holds its field directly, not in a list of one: only there pyHanko expects a field that is
    signed later, and calls the change allowed (`FieldComparisonSpec.expected_contexts`).
    """
    if Name.AcroForm not in pdf.Root:
        return
    fields = Array(field for field in pdf.Root.AcroForm.Fields if board_of(str(field.T)) is not None)
    for field in fields:
        _make_place_to_sign(pdf, field)
        element = tree.by_key[int(field.StructParent)]
        element.K = element.K[0]
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=fields, SigFlags=APPEND_ONLY))


def _make_place_to_sign(pdf: Pdf, field: Object) -> None:
    left, top, right, bottom = (float(number) for number in field.Rect)
    for key in (Name.AS, Name.MK, Name.V, Name.Border):
        del field[key]
    field.FT, field.Rect = Name.Sig, [left, bottom, right, top]
    field.AP = Dictionary(N=_blank(pdf, right - left, top - bottom))


def _blank(pdf: Pdf, width: float, height: float) -> Stream:
    """PDF/A wants every field to have a face; this one shows nothing until somebody signs."""
    return pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, width, height], Resources={})
