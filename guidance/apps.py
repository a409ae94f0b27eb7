from django.apps import AppConfig


class GuidanceConfig(AppConfig):
    """The reading room: guidance, questions and answers, words. It knows pages and articles by plain keys only."""

    name = "guidance"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import pictures  # noqa: F401  says that nothing here is a case
