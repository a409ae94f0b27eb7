"""The lists of which somebody keeps views of their own. Each room registers its list; nothing here knows which."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from ..actors import Actor
from .listing import Listing


@dataclass(frozen=True)
class Registered:
    key: str
    label: str | Promise
    listing_of: Callable[[Actor, Mapping[str, Any]], Listing]


_lists: dict[str, Registered] = {}


def register(key: str, label: str | Promise, listing_of: Callable[[Actor, Mapping[str, Any]], Listing]) -> None:
    _lists[key] = Registered(key, label, listing_of)


def registered() -> list[Registered]:
    return list(_lists.values())


def find(key: str) -> Registered | None:
    return _lists.get(key)
