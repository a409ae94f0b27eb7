from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """The archive: what was agreed. Clauses, consent, documents, signatures."""

    name = "agreements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import pictures, quarantine, tasks  # noqa: F401  registers the pictures; the job handlers
        from .clauses import library
        from .published import PublishedVersions

        library.publish_from(PublishedVersions())
