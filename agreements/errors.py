from accounts.errors import Refusal


class AgreementError(Refusal):
    """The agreement is not in a condition that allows this."""
