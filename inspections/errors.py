from accounts.errors import Refusal


class InspectionError(Refusal):
    """The inspection is not in a condition that allows this."""
