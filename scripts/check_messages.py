"""Is every sentence in code and templates translated into Dutch? English is the source language.

Django's makemessages runs on a copy, so a check changes nothing; --update brings the result back to the tree.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = Path("locale/nl/LC_MESSAGES/django.po")
NO_MESSAGES_HERE = shutil.ignore_patterns(
    ".*", "bench", "docs", "node_modules", "requirements", "scripts", "static", "tests", "var"
)


def extract(copy: Path) -> None:
    """Bring the catalogue in this copy of the tree up to date with the code beside it."""
    shutil.copytree(ROOT, copy, ignore=NO_MESSAGES_HERE)
    (copy / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATA_DIR": str(copy / "var"),
        "PYTHONPATH": str(copy),
    }
    command = "makemessages --locale nl --no-obsolete --no-wrap --add-location file --verbosity 0"
    subprocess.run([sys.executable, "manage.py", *command.split()], cwd=copy, env=environment, check=True)


def load(path: Path) -> Catalog:
    if not path.exists():
        return Catalog()
    with path.open("rb") as file:
        return read_po(file)


def spelling(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def keys(catalogue: Catalog) -> set[tuple[str, str]]:
    return {(message.context or "", spelling(message)) for message in catalogue if message.id}


def is_translated(message: Message) -> bool:
    strings = [message.string] if isinstance(message.string, str) else message.string
    return all(strings) and not message.fuzzy


def problems(committed: Catalog, fresh: Catalog) -> list[str]:
    found = [
        f"{'unsure (fuzzy)' if message.fuzzy else 'not translated'}: {spelling(message)!r}"
        for message in fresh
        if message.id and not is_translated(message)
    ]
    return found + [f"no longer in the code: {text!r}" for _, text in keys(committed) - keys(fresh)]


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="leerroutes-messages-") as folder:
        copy = Path(folder) / "tree"
        extract(copy)
        if "--update" in sys.argv:
            (ROOT / CATALOGUE).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(copy / CATALOGUE, ROOT / CATALOGUE)
        found = problems(load(ROOT / CATALOGUE), load(copy / CATALOGUE))
    for problem in sorted(found):
        print(f"{CATALOGUE}: {problem}")
    if found:
        print(f"{len(found)} to do; `make messages` updates the catalogue, then translate.")
    return 1 if found and "--update" not in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
