from django.apps import AppConfig


class LeerroutesConfig(AppConfig):
    """The subject: routes, programmes, statutory rules, registrations."""

    name = "leerroutes"
    default_auto_field = "django.db.models.BigAutoField"
