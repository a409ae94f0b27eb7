"""Places where a worker can be made to die, so that a test shows what is left then.

`FAULT_POINT=sealing.kept` in the environment of a process kills it at the line that says `point("sealing.kept")`, at
once, as when a machine goes dark: nothing is cleaned up, and an open transaction is never committed.
"""

from __future__ import annotations

import os
import signal


def point(name: str) -> None:
    """Die here when the environment says so; otherwise nothing."""
    if os.environ.get("FAULT_POINT") == name:
        os.kill(os.getpid(), signal.SIGKILL)
