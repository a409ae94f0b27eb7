"""One text for one value: JSON Canonicalization Scheme, RFC 8785. Standard library only."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from json.encoder import c_make_encoder  # type: ignore[attr-defined]
from json.encoder import encode_basestring as quoted
from math import isfinite
from typing import Any, Final

LARGEST: Final = 2**53 - 1
"""Beyond this not every whole number is the same in every reader (RFC 7493, 2.2)."""


def canonical(value: Any) -> str:
    """The canonical JSON text. Raises ValueError or TypeError for what JSON cannot hold everywhere."""
    text = _text(value)
    text.encode()  # refuses half a surrogate pair (3.2.2.2)
    return text


def digest(text: str) -> str:
    """SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _text(value: Any) -> str:
    if isinstance(value, str):
        return quoted(str.__str__(value))
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return _whole(int(value))
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{_key(key)}:{_text(value[key])}" for key in sorted(value, key=_order)) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(map(_text, value)) + "]"
    raise TypeError(f"{type(value).__name__} is not a JSON value.")


def _order(key: Any) -> bytes:
    """Properties are sorted by UTF-16 code units (3.2.3)."""
    return str(key).encode("utf-16-be")


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError("The name of a property is a string.")
    return quoted(str.__str__(key))


def _whole(value: int) -> str:
    if abs(value) <= LARGEST:
        return str(value)
    text = _number(float(value))
    if text != str(value) and float(value) != value:
        raise ValueError(f"{value} is larger than every reader of JSON can hold.")
    return text


def _number(value: float) -> str:
    """As ECMAScript writes it (3.2.2.3): the shortest digits that give the same number back."""
    if not isfinite(value):
        raise ValueError("JSON has no infinity and no NaN.")
    if value == 0:
        return "0"
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    return ("-" if value < 0 else "") + _placed(digits.rstrip("0"), point)


def _placed(digits: str, point: int) -> str:
    """Digits with the decimal point after `point` of them (ECMA-262, Number::toString)."""
    if len(digits) <= point <= 21:
        return digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"0.{'0' * -point}{digits}"
    mantissa = f"{digits[0]}.{digits[1:]}" if len(digits) > 1 else digits
    return f"{mantissa}e{point - 1:+d}"


# --- Is this text canonical? -----------------------------------------------------------------------

# A fraction is read as a set, which the writer refuses: Python writes some numbers in another way than ECMAScript.
_read = json.JSONDecoder(parse_float=lambda text: {text}).scan_once  # type: ignore[attr-defined]
_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))
_fast = c_make_encoder and c_make_encoder(None, _encoder.default, quoted, None, ":", ",", True, False, False)


def _write(value: Any) -> str:
    """As `_encoder.encode`, which puts itself together again for every text."""
    return "".join(_fast(value, 0)) if _fast else _encoder.encode(value)


_BELOW = bytes(range(0xEE))


def _sorts_alike(text: str) -> bool:
    """Are there only characters below U+E000? Their order is the same in Python and in UTF-16."""
    return text.isascii() or not text.encode().translate(None, _BELOW)


def is_canonical(text: str) -> bool:
    """Is this exactly how `canonical` writes what it says? The fast way round where that is the same."""
    try:
        if _sorts_alike(text) and _write(_read(text, 0)[0]) == text:
            return True
    except (TypeError, ValueError, RecursionError, StopIteration):
        pass
    try:
        return canonical(json.loads(text)) == text
    except (TypeError, ValueError, RecursionError):
        return False
