from django.apps import AppConfig


class LeerroutesConfig(AppConfig):
    """The subject: routes, programmes, statutory rules, registrations."""

    name = "leerroutes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from guidance.law import lend

        from . import pictures  # noqa: F401  registers the pictures
        from .lending import articles_of_today

        lend(articles_of_today)
