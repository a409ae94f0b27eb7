from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate  # noqa: TID251  what `migrate` did, nobody else can say


class AuditConfig(AppConfig):
    """The ledger: what happened. Append-only."""

    name = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from .pictures.added import tell_added
        from .pictures.watch import begin_watching

        connection_created.connect(begin_watching)
        post_migrate.connect(tell_added, sender=self)
