"""The fonts of documents and signatures, as plain files.

A PDF holds no variable fonts, and to make a plain one of them takes seconds: so it is done here once, and not in every
process that makes a document. Nothing looks at the clock, because people sign the digest of what is made with them.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

PARTS = ("latin", "latin-ext")
SERIF = [f"source-serif-4-{part}-{cut}" for part in PARTS for cut in ("400-normal", "400-italic", "600-normal")]
SANS_WEIGHTS = (400, 600)
FOR_SHAPING = ("GSUB", "GPOS", "GDEF", "STAT", "BASE")


def make_plain(folder: Path) -> list[str]:
    """Write them next to the packed ones; the names of what was made."""
    made = {name: saved(opened(folder, name)) for name in SERIF}
    for part in PARTS:
        for weight in SANS_WEIGHTS:
            made[f"source-sans-3-{part}-{weight}-normal"] = saved(sans(folder, part, weight))
    made["signature"] = signature(folder)
    for name, data in made.items():
        (folder / f"{name}.ttf").write_bytes(data)
    return list(made)


def opened(folder: Path, name: str) -> Any:
    return TTFont(folder / f"{name}.woff2", recalcTimestamp=False)


def sans(folder: Path, part: str, weight: int) -> Any:
    """A single weight of the variable font."""
    return instantiateVariableFont(opened(folder, f"source-sans-3-{part}-wght-normal"), {"wght": weight})


def signature(folder: Path) -> bytes:
    """One font with all letters, for the visible block of a signature: a few names need no tables for shaping."""
    parts = []
    for part in PARTS:
        font = sans(folder, part, 400)
        for table in FOR_SHAPING:
            if table in font:
                del font[table]
        parts.append(BytesIO(saved(font)))
    return saved(Merger().merge(parts))


def saved(font: Any) -> bytes:
    font.flavor, font.recalcTimestamp = None, False
    target = BytesIO()
    font.save(target)
    return target.getvalue()
