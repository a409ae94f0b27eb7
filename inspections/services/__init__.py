"""The verbs of this room."""

from .filing import ask_for_file, drop_promise, keep_file
from .reading import note_download, note_reading
from .sampling import draw_sample

__all__ = ["ask_for_file", "draw_sample", "drop_promise", "keep_file", "note_download", "note_reading"]
