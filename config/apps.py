"""Changes to how other people's apps are installed."""

from django.contrib.staticfiles.apps import StaticFilesConfig


class StaticFiles(StaticFilesConfig):
    """Leave viewflow's own interface behind: 49 MB of files that no page of ours uses."""

    ignore_patterns = [*StaticFilesConfig.ignore_patterns, "viewflow"]
