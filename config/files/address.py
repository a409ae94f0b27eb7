"""From one address to a storage. Nothing of boto3 is loaded when files lie in a folder."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from django.core.exceptions import ImproperlyConfigured

FOLDER = {"BACKEND": "django.core.files.storage.FileSystemStorage"}
BUCKET = "config.files.bucket.PrivateBucket"
KNOWN = {"endpoint": "endpoint_url", "region": "region_name", "style": "style"}
STYLES = ("path", "virtual")


def files(url: str, *, key: str, secret: str) -> dict[str, Any]:
    """`STORAGES["default"]`: empty is the folder `DATA_DIR/files`, else `s3://bucket[/prefix]?endpoint=https://…`."""
    if not url:
        return dict(FOLDER)
    address = urlsplit(url)
    if address.scheme != "s3" or not address.hostname:
        raise ImproperlyConfigured("FILES_URL must be s3://bucket?endpoint=https://…, or empty for a folder.")
    if address.username or address.password:
        raise ImproperlyConfigured("Put no key in FILES_URL: set FILES_ACCESS_KEY and FILES_SECRET_KEY.")
    options = {
        "bucket_name": address.netloc,
        "location": address.path.strip("/"),
        "access_key": key or None,
        "secret_key": secret or None,
    }
    return {"BACKEND": BUCKET, "OPTIONS": options | _asked(address.query)}


def _asked(query: str) -> dict[str, str]:
    given = dict(parse_qsl(query))
    if unknown := ", ".join(sorted(given.keys() - KNOWN.keys())):
        raise ImproperlyConfigured(f"FILES_URL has options nobody knows: {unknown}. There are: {', '.join(KNOWN)}.")
    if given.get("style", STYLES[0]) not in STYLES:
        raise ImproperlyConfigured("The style in FILES_URL is path (most servers) or virtual.")
    return {KNOWN[name]: value for name, value in given.items()}
