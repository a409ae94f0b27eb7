"""Refusals: what a person may read. Everything else is ours (500)."""


class Refusal(Exception):
    """The situation does not allow it; each sentence says why and who can help, in the reader's language."""

    def __str__(self) -> str:
        return " ".join(str(sentence) for sentence in self.args)


class SomeoneWasQuicker(Exception):
    """The record changed between looking and acting. Becomes a 409 page."""
