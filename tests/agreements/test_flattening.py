"""The structure without the steps that mean nothing: nothing is lost, and every piece still finds its element."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pikepdf
import pytest

from agreements.paper.flattening import NOTHING, PLAIN
from agreements.paper.structure import elements
from tests.agreements.clause_cases import agreement, line, route
from tests.agreements.paper_cases import Paper


def test_every_piece_is_in_the_element_that_its_page_names(monkeypatch: pytest.MonkeyPatch) -> None:
    paper = Paper(agreement(route(line(3))), pick=lambda rendered: rendered[:3])
    now = pikepdf.open(BytesIO(paper.pdf))
    monkeypatch.setattr("agreements.paper.finishing.flatten", lambda top, owners: None)
    before = pikepdf.open(BytesIO(Paper(paper.facts, pick=paper.pick).pdf))
    assert read_aloud(now) == read_aloud(before)
    assert len(now.objects) < len(before.objects) * 2 / 3
    for element in elements(now):
        assert not (element.kind in NOTHING and set(element.object.keys()) <= PLAIN and element.parent != "/Document")


def read_aloud(pdf: pikepdf.Pdf) -> list[tuple[int, int]]:
    """Page and piece in reading order; each has to be where the page says that it is."""
    numbers = {page.obj.objgen: page.index for page in pdf.pages}
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = {int(nums[place]): nums[place + 1] for place in range(0, len(nums), 2)}
    return list(_pieces(pdf.Root.StructTreeRoot.K[0], numbers, owners))


def _pieces(
    element: pikepdf.Object, numbers: dict[tuple[int, int], int], owners: dict[int, pikepdf.Object]
) -> Iterator[tuple[int, int]]:
    for kid in element.K if isinstance(element.K, pikepdf.Array) else [element.K]:
        if isinstance(kid, int):
            page = numbers[element.Pg.objgen]
            assert owners[page][kid].objgen == element.objgen
            yield page, kid
        elif "/S" in kid:
            assert kid.P.objgen == element.objgen
            yield from _pieces(kid, numbers, owners)
