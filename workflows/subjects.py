"""What a task is about within its case: the question to a participation body, the registration of a school."""

from __future__ import annotations

from collections.abc import Sequence

from viewflow.workflow.models import Task

from agreements.models import Consultation
from leerroutes.models import RioRegistration


def titled(tasks: Sequence[Task]) -> dict[int, str]:
    """The title of each task by its key, so that two of the same person differ. At most two queries."""
    asked = {task.pk: task.data["consultation"] for task in tasks if "consultation" in task.data}
    told = {task.pk: task.data["registration"] for task in tasks if "registration" in task.data}
    bodies = Consultation.objects.select_related("body").in_bulk(asked.values()) if asked else {}
    schools = RioRegistration.objects.select_related("institution").in_bulk(told.values()) if told else {}
    subjects = {pk: f"{bodies[key].body}, {bodies[key].get_right_display()}" for pk, key in asked.items()}
    subjects |= {pk: str(schools[key].institution) for pk, key in told.items()}
    return {task.pk: ": ".join(filter(None, (str(task.flow_task.task_title), subjects.get(task.pk)))) for task in tasks}
