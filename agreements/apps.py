from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """The archive: what was agreed. Clauses, consent, documents, signatures."""

    name = "agreements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from guidance.comparing import lend

        from . import pictures, quarantine, tasks  # noqa: F401  registers the pictures; the job handlers
        from .clauses import library
        from .comparing.words import compare_words
        from .published import PublishedVersions

        library.publish_from(PublishedVersions())
        lend(compare_words)
