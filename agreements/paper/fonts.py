"""The fonts of a document, as a style sheet that carries its own bytes: nothing is fetched while rendering.

The bytes must be the same in every process, because people sign the digest of what comes out. So each file is unpacked
here, without the clock; the renderer would unpack it too, but writes the time of the day into the font.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from io import BytesIO
from typing import NamedTuple

from accounts.letters import FOLDER, SANS, SERIF


class Face(NamedTuple):
    """One cut. Letters outside western Europe are in a file and a family of their own, next in the stack."""

    family: str
    file: str
    weight: int = 400
    style: str = "normal"
    is_variable: bool = False


FACES = (
    Face("Serif", f"{SERIF}-latin-400-normal"),
    Face("Serif", f"{SERIF}-latin-400-italic", style="italic"),
    Face("Serif", f"{SERIF}-latin-600-normal", 600),
    Face("Serif Ext", f"{SERIF}-latin-ext-400-normal"),
    Face("Serif Ext", f"{SERIF}-latin-ext-400-italic", style="italic"),
    Face("Serif Ext", f"{SERIF}-latin-ext-600-normal", 600),
    Face("Sans", f"{SANS}-latin-wght-normal", is_variable=True),
    Face("Sans", f"{SANS}-latin-wght-normal", 600, is_variable=True),
    Face("Sans Ext", f"{SANS}-latin-ext-wght-normal", is_variable=True),
    Face("Sans Ext", f"{SANS}-latin-ext-wght-normal", 600, is_variable=True),
)


@cache
def font_css() -> str:
    """`@font-face` rules with the fonts inside. Fails when `make setup` did not bring them."""
    return "\n".join(_rule(face) for face in FACES)


def _rule(face: Face) -> str:
    data = b64encode(_unpacked(face)).decode()
    return (
        f'@font-face {{ font-family: "Leerroutes {face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("data:font/ttf;base64,{data}") format("truetype"); }}'
    )


def _unpacked(face: Face) -> bytes:
    """The plain font; of a variable one the single weight, because a PDF holds no variable fonts."""
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
    from fontTools.varLib.instancer import instantiateVariableFont  # type: ignore[import-untyped]

    font = TTFont(FOLDER / f"{face.file}.woff2", recalcTimestamp=False)
    if face.is_variable:
        font = instantiateVariableFont(font, {"wght": face.weight})
    font.flavor, font.recalcTimestamp = None, False
    target = BytesIO()
    font.save(target)
    return target.getvalue()
