"""Where files lie: a folder, or a bucket that speaks S3. One setting; all else asks `default_storage`."""

from .address import files

__all__ = ["files"]
