"""The verbs of this room."""

from .filing import ask_for_file, drop_promise, keep_file
from .reading import note_download, note_reading

__all__ = ["ask_for_file", "drop_promise", "keep_file", "note_download", "note_reading"]
