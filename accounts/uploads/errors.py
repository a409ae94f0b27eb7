from ..errors import Refusal


class Refused(Refusal):
    """This file does not come in; the sentence says why, and what to do."""
