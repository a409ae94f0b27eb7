"""What somebody typed, scanned or computed: a digest of a file, or the code on its pages."""

from __future__ import annotations

import re

from ..paper.codes import normalised

SHA256 = re.compile(r"[0-9a-f]{64}")


def understood(typed: str) -> str:
    """The digest in small letters without blanks, or the code; empty for what is neither."""
    digest = "".join(typed.split()).lower()
    return digest if SHA256.fullmatch(digest) else normalised(typed)
