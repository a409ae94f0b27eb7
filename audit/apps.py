from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The ledger: what happened. Append-only."""

    name = "audit"
    default_auto_field = "django.db.models.BigAutoField"
