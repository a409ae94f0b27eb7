"""Clause files for a next version of the model: those that ship with the program, a little different."""

from __future__ import annotations

from agreements.clauses import library

SENTENCE = "Partijen bespreken dit ieder jaar opnieuw in de regio."
"""Stands in the newer version of “kwaliteit”, and nowhere else."""

CLOSING = library.files_of(library.CURRENT)["19-slot.toml"] + "\n# opnieuw gelezen\n"
"""The last article, for one more version that differs."""


def newer_files(**changed: str) -> dict[str, str]:
    """The shipped files with one sentence more; `changed` replaces files by the start of their name."""
    files = dict(library.files_of(library.CURRENT))
    files["13-kwaliteit.toml"] += f'\n[[leden]]\ntext = """\n{SENTENCE}\n"""\n'
    for start, text in changed.items():
        files[next(name for name in files if start in name)] = text
    return files
