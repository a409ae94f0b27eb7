from django.apps import AppConfig


class LeerroutesConfig(AppConfig):
    """The subject: routes, programmes, statutory rules, registrations."""

    name = "leerroutes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import pictures  # noqa: F401  registers the pictures
