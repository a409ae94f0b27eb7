"""High contrast is one set of colours, whether somebody chose it or the device asks for it."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

TOKENS = Path(settings.BASE_DIR, "static", "css", "tokens.css")


def declared(selector: str, css: str) -> dict[str, str]:
    """The tokens of the block with this selector."""
    block = css.partition(f"{selector} {{")[2].partition("}")[0]
    return dict(re.findall(r"(--[\w-]+):\s*([^;]+);", block))


def test_the_same_whoever_asks_for_it() -> None:
    """CSS cannot say `this selector, or this medium`, so it stands there twice."""
    css = TOKENS.read_text()
    chosen = declared(':root[data-theme="contrast"]', css)
    assert len(chosen) > 20
    assert chosen == declared(":root:not([data-theme])", css)
    assert chosen.keys() <= declared(":root", css).keys()
