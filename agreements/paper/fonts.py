"""The fonts of a document, as a style sheet that carries its own bytes: nothing is fetched while rendering.

The bytes must be the same in every process, because people sign the digest of what comes out. So the files are plain
ones that `scripts/fonts.py` made; the renderer would unpack a packed one, but writes the time of the day into it.
"""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from typing import NamedTuple

from accounts.letters import FOLDER, SANS, SERIF


class Face(NamedTuple):
    """One cut. Letters outside western Europe are in a file and a family of their own, next in the stack."""

    family: str
    file: str
    weight: int = 400
    style: str = "normal"


FACES = (
    Face("Serif", f"{SERIF}-latin-400-normal"),
    Face("Serif", f"{SERIF}-latin-400-italic", style="italic"),
    Face("Serif", f"{SERIF}-latin-600-normal", 600),
    Face("Serif Ext", f"{SERIF}-latin-ext-400-normal"),
    Face("Serif Ext", f"{SERIF}-latin-ext-400-italic", style="italic"),
    Face("Serif Ext", f"{SERIF}-latin-ext-600-normal", 600),
    Face("Sans", f"{SANS}-latin-400-normal"),
    Face("Sans", f"{SANS}-latin-600-normal", 600),
    Face("Sans Ext", f"{SANS}-latin-ext-400-normal"),
    Face("Sans Ext", f"{SANS}-latin-ext-600-normal", 600),
)


@cache
def font_css() -> str:
    """`@font-face` rules with the fonts inside. Fails when `make setup` did not bring them."""
    return "\n".join(_rule(face) for face in FACES)


def _rule(face: Face) -> str:
    data = b64encode((FOLDER / f"{face.file}.ttf").read_bytes()).decode()
    return (
        f'@font-face {{ font-family: "Leerroutes {face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("data:font/ttf;base64,{data}") format("truetype"); }}'
    )
