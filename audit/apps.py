from django.apps import AppConfig
from django.db.backends.signals import connection_created


class AuditConfig(AppConfig):
    """The ledger: what happened. Append-only."""

    name = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .pictures.watch import begin_watching

        connection_created.connect(begin_watching)
