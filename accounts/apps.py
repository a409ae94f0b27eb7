from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The register: people, boards, institutions, roles, mandates."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
