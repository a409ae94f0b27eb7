from accounts.errors import Refusal


class RouteError(Refusal):
    """The route is not in a condition that allows this."""
