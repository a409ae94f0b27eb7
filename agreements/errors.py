from accounts.errors import Refusal


class AgreementError(Refusal):
    """The agreement is not in the situation for what was asked. The sentence is for the person who asked."""


class TextMoved(AgreementError):
    """Another text lies on the table than the one that was seen; what was written can be put together with it."""
