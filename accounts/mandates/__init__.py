"""The mandate register: who may sign for which board, for which institutions, from when until when (domain.md 3.4)."""

from .finding import MandateFinding, find_mandate, judge, register_of

__all__ = ["MandateFinding", "find_mandate", "judge", "register_of"]
