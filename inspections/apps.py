from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """The gallery: who reads along for the inspectorate, and what they find."""

    name = "inspections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts.acts import TABLES

        from . import pictures, receivers, tasks  # noqa: F401  pictures; the boards are told; job handlers
        from .findings import receivers as following  # noqa: F401  the flow of findings follows them
        from .findings import tasks as of_findings  # noqa: F401  more job handlers
        from .findings.acts import FINDINGS

        TABLES.append(FINDINGS)
