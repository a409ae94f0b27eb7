from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The register: people, boards, institutions, roles, mandates."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import pictures, tasks  # noqa: F401  registers the pictures; the job handlers
        from .granting import mails  # noqa: F401  the same
        from .mandates import quarantine  # noqa: F401  the same
        from .stepup import receivers  # noqa: F401  second factors are told to the ledger
