"""Refusals: what a person may read. Everything else is ours (500)."""


class Refusal(Exception):
    """The situation does not allow it; the message says why and who can help, in the reader's language."""


class SomeoneWasQuicker(Exception):
    """The record changed between looking and acting. Becomes a 409 page."""
