"""`manage.py restore DIR [--keys DIR]`: make an empty site what a backup is."""

from pathlib import Path
from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.backup import restore
from config.backup.errors import BackupRefused
from config.backup.restoring import is_of_this_site

TRAIL = "verify_audit"


class Command(BaseCommand):
    help = "Make this site, which must be empty, what the backup is; then check it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("--keys", type=Path, help="the folder with the keys of boards")

    def handle(self, *args: Any, folder: Path, keys: Path | None, **options: Any) -> None:
        try:
            manifest = restore(folder, keys)
        except BackupRefused as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The database and {len(manifest['files'])} files of {manifest['made']} are back.")
        if not is_of_this_site(manifest):
            self.stderr.write(
                "SECRET_KEY is another one: people must reset their second factor, or give back the old key."
            )
        call_command("migrate", verbosity=0)
        if TRAIL in get_commands():
            call_command(TRAIL, stdout=self.stdout)
