"""What the rooms below tell, and who must hear of it."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from jobs.services import enqueue
from leerroutes import events as subject
from leerroutes.models import InspectionAccess


@receiver(subject.inspection_access_granted)
def tell_of_access(*, access: InspectionAccess, **kwargs: Any) -> None:
    enqueue("inspections.announce", key=f"inspection:{access.pk}:granted", access=access.pk, ended=False)


@receiver(subject.inspection_access_ended)
def tell_of_end(*, access: InspectionAccess, **kwargs: Any) -> None:
    enqueue("inspections.announce", key=f"inspection:{access.pk}:ended", access=access.pk, ended=True)
