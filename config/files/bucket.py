"""A bucket that speaks S3, of which nobody outside gets an address."""

from __future__ import annotations

from typing import Any, NoReturn

from botocore.config import Config
from storages.backends.s3 import S3Storage


class PrivateBucket(S3Storage):
    """Nothing is written over, nothing is public, and nothing has a link: a view asks the policy and sends it."""

    def __init__(self, *, style: str = "path", **given: Any) -> None:
        fixed = {
            "file_overwrite": False,
            "default_acl": None,
            "querystring_auth": True,
            "custom_domain": None,
            "client_config": _config(style),
        }
        super().__init__(**given | fixed)

    def url(self, name: str | None, *rest: Any, **more: Any) -> NoReturn:
        raise NotImplementedError("A file has no address of its own: a view asks the policy, and sends it.")


def _config(style: str) -> Config:
    """Patient for a moment, not for ever; checksums only where the protocol asks: not every server knows more."""
    return Config(
        signature_version="s3v4",
        s3={"addressing_style": style},
        connect_timeout=5,
        read_timeout=30,
        retries={"max_attempts": 4, "mode": "standard"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
