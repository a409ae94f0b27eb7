"""Memory of a process that lives long."""

from __future__ import annotations

import gc
from importlib import import_module

LARGE = ("weasyprint", "pyhanko.sign.validation", "pyhanko.sign.timestamps")
"""Loaded when first used, were it not that they are to be here before `settle`."""


def settle() -> None:
    """Call when all code is loaded: what is in memory now stays there, so nobody looks for garbage in it again.

    A search through everything that Django and the libraries loaded takes a quarter of a second, and rendering or
    validating one document asked for it twice.
    """
    for name in LARGE:
        import_module(name)
    gc.collect()
    gc.freeze()
