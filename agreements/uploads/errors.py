from ..errors import AgreementError


class Refused(AgreementError):
    """This file does not come in; the sentence says why, and what to do."""
