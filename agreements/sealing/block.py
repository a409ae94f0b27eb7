"""The visible block of a signature: the board, who signed, in which function, on which mandate, and when.

Its font is embedded (PDF/A); letters outside western Europe come from the same two files as in the document itself.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from io import BytesIO
from textwrap import wrap
from typing import Any

from pyhanko.pdf_utils.font.api import FontEngineFactory
from pyhanko.pdf_utils.font.opentype import GlyphAccumulator
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.stamp import TextStampStyle

from accounts.letters import FOLDER

WIDTH = 58
"""Characters on a line; the block is made smaller when it does not fit."""

TO_THE_LEFT = SimpleBoxLayoutRule(
    AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MID, Margins(5, 5, 5, 5), InnerScaling.SHRINK_TO_FIT
)


class Letters(FontEngineFactory):
    """pyHanko's own factory reads a file; this one has the font in memory."""

    def create_font_engine(self, writer: Any, obj_stream: Any = None) -> GlyphAccumulator:
        return GlyphAccumulator(writer, BytesIO(font_file()), 9, obj_stream=obj_stream)


def style(lines: list[str]) -> TextStampStyle:
    """For pyHanko. A percent sign is doubled, because it fills in a template."""
    text = "\n".join(part for line in lines for part in wrap(printable(line), WIDTH)).replace("%", "%%")
    letters = TextBoxStyle(font=Letters(), font_size=9, leading=12, box_layout_rule=TO_THE_LEFT)
    return TextStampStyle(
        border_width=0,  # the place on the page has one
        stamp_text=text,
        text_box_style=letters,
        inner_content_layout=TO_THE_LEFT,
    )


def printable(text: str) -> str:
    """What the font has no letter for, without its accents if that helps; the signature itself says it in full."""
    known = _letters()

    def shown(letter: str) -> str:
        if ord(letter) in known:
            return letter
        plain = [part for part in unicodedata.normalize("NFKD", letter) if ord(part) in known]
        return "".join(plain) or "?"

    return "".join(shown(letter) for letter in unicodedata.normalize("NFC", text))


@cache
def font_file() -> bytes:
    """One font with the letters of both files; `scripts/fonts.py` made it."""
    return (FOLDER / "signature.ttf").read_bytes()


@cache
def _letters() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    return frozenset(TTFont(BytesIO(font_file())).getBestCmap())
