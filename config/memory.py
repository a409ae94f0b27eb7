"""Memory of a process that lives long."""

from __future__ import annotations

import gc


def settle() -> None:
    """Call when all code is loaded: what is in memory now stays there, so nobody looks for garbage in it again.

    A search through everything that Django and the libraries loaded takes a quarter of a second, and rendering or
    validating one document asked for it twice.
    """
    gc.collect()
    gc.freeze()
