"""The site itself, and changes to how other people's apps are installed."""

from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class Porch(AppConfig):
    """What the site as a whole can do: `manage.py backup`, `manage.py restore`."""

    name = "config"

    def ready(self) -> None:
        from .files import checks  # noqa: F401  what a bucket needs
        from .privacy import register  # noqa: F401  its check


class StaticFiles(StaticFilesConfig):
    """Leave viewflow's own interface behind: 49 MB of files that no page of ours uses."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "viewflow"]
