from django.apps import AppConfig


class JobsConfig(AppConfig):
    """The post room: what must still be done after a commit."""

    name = "jobs"
    default_auto_field = "django.db.models.BigAutoField"
