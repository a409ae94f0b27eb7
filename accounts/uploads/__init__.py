"""The one door for files from outside: what they are is told by their content, and nothing that acts comes in.

`received(file)` is for views and services; a virus scanner looks afterwards (`scanning`), in a job.
"""

from .checking import CONTENT_TYPES, Received, kind_of, received
from .errors import Refused
from .names import extension_of, safe_name

__all__ = ["CONTENT_TYPES", "Received", "Refused", "extension_of", "kind_of", "received", "safe_name"]
