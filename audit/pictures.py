"""Pictures of cases, for time travel: what rooms register about a case, and how it differs from the last picture."""

from __future__ import annotations

from typing import Any

from django.db import models


def difference(case: models.Model) -> dict[str, Any]:
    """What changed in the picture of this case since its last event. Nobody registered a picture yet: nothing."""
    return {}
