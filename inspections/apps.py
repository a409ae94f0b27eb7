from django.apps import AppConfig


class InspectionsConfig(AppConfig):
    """The gallery: who reads along for the inspectorate, and what they find."""

    name = "inspections"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import pictures, receivers, tasks  # noqa: F401  pictures; the boards are told; job handlers
