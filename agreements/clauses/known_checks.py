"""Every check by the name that clause files use."""

from collections.abc import Callable, Iterator

from .checks_duration import CHECKS as DURATION
from .checks_route import CHECKS as ROUTE
from .checks_shared import CHECKS as SHARED
from .problems import Problem
from .values import Scope

Check = Callable[[Scope], Iterator[Problem]]

CHECKS: dict[str, Check] = {**DURATION, **ROUTE, **SHARED}
