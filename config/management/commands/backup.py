"""`manage.py backup DIR [--keys DIR]`: a copy of database and files, while the site runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backup import back_up
from config.backup.errors import BackupRefused


class Command(BaseCommand):
    help = "Copy the database and the files into a new folder; the keys of boards into another one, if asked."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--keys", type=Path, help="a folder elsewhere, for the keys of boards")

    def handle(self, *args: Any, folder: Path, keys: Path | None, **options: Any) -> None:
        try:
            manifest = back_up(folder, keys)
        except BackupRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{folder}: the database and {len(manifest['files'])} files of {manifest['made']}")
        if missing := manifest["missing"]:
            raise CommandError(f"{len(missing)} files that the database names are nowhere, such as {missing[0]}.")
