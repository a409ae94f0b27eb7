"""The verbs of this room."""

from .reading import note_download, note_reading

__all__ = ["note_download", "note_reading"]
