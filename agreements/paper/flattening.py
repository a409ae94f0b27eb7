"""The structure without the steps that mean nothing.

The renderer puts every stretch of text in a `Span` of its own, and what it has no name for in a `NonStruct`: more
than half of all objects in the file. Whoever checks a signature reads them all, and a screen reader passes by them.
What such a step holds becomes its parent's own, in the same order.
"""

from __future__ import annotations

from pikepdf import Array, Dictionary, Object

NOTHING = {"/Span", "/NonStruct"}
PLAIN = {"/Type", "/S", "/P", "/Pg", "/K"}
"""With any other key it says something: a language, another text, a heading that it belongs to."""

Gone = dict[tuple[int, int], Object]


def flatten(top: Object, owners: list[Object]) -> None:
    """`owners` are the lists by which a page finds the element of each of its pieces."""
    gone: Gone = {}
    _absorb(top, gone)
    for of_page in owners:
        for mcid, owner in enumerate(of_page):
            if owner is not None and owner.objgen in gone:
                of_page[mcid] = _heir(owner, gone)


def _absorb(element: Object, gone: Gone) -> None:
    kids: list[Object] = []
    for kid in element.K:
        if not _is_element(kid):
            kids.append(kid)
            continue
        _absorb(kid, gone)
        if _means_nothing(kid, element):
            gone[kid.objgen] = element
            kids += _brought_up(kid, element)
        else:
            kids.append(kid)
    element.K = Array(kids)


def _brought_up(kid: Object, parent: Object) -> list[Object]:
    own = list(kid.K)
    for one in own:
        if _is_element(one):
            one.P = parent
    return own


def _is_element(kid: Object) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def _means_nothing(kid: Object, parent: Object) -> bool:
    """Numbers of pieces are those of the page of the element, so that has to be the same one."""
    is_plain = str(kid.S) in NOTHING and set(kid.keys()) <= PLAIN
    return is_plain and "/Pg" in parent and kid.Pg.objgen == parent.Pg.objgen


def _heir(owner: Object, gone: Gone) -> Object:
    while owner.objgen in gone:
        owner = gone[owner.objgen]
    return owner
