from django.apps import AppConfig


class WorkflowsConfig(AppConfig):
    """The hall: who is next, and until when."""

    name = "workflows"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts.acts import TABLES

        from . import case_mail, pictures, receivers, signing, signing_mail, tasks  # noqa: F401  handlers; followers
        from .asking import mails as asking  # noqa: F401  job handler
        from .claiming import mails  # noqa: F401  job handler
        from .questions import receivers as question_receivers  # noqa: F401
        from .questions.acts import QUESTIONS
        from .search import receivers as search_receivers  # noqa: F401

        TABLES.append(QUESTIONS)
