"""A secret and an attack in one, planted wherever the boards of the stage may write; and what shows that it works."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings

from config.headers import PERMISSIONS, POLICY
from tests.matrix.company import ANONYMOUS, STRANGERS
from tests.matrix.pages import Page
from tests.matrix.rooms import MATRIX

SECRET = "GEHEIM7Q"
ATTACK = """<script>alert(1)</script>"'><img src=x onerror=alert(1)>{{ 7|add:7 }}\u202e\u2066é"""
WORDS = f"{SECRET} {ATTACK}"
PAGES = [row for row in MATRIX if row.get]
DEEDS = [row for row in MATRIX if row.post]
FORMS = [row for row in DEEDS if row.form]
ONE_ENGINE = pytest.mark.engine("sqlite")
"""Python or a template decides this, before or after the database: that of the other lane says the same."""
STRICT = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS,
}
OURS = [Path(app.path) for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
ASKED = re.compile(r'\.GET(?:\.get|\.getlist)?[(\[]"(\w+)"|^    (\w+) = (?:forms\.)?\w+Field\(', re.MULTILINE)
CODE = [path.read_text() for folder in OURS for path in folder.rglob("*.py") if "migrations" not in path.parts]
PARAMETERS = {name for code in CODE for found in ASKED.findall(code) for name in found if name}
"""Every name that our code takes from an address, and of every field of a form."""


def somebody_of(people: frozenset[str]) -> str:
    """A member of a board before anybody else, an anonymous visitor last."""
    return min(people, key=lambda name: (name == ANONYMOUS, name in STRANGERS, name))


def headers_are_strict(response: Any) -> None:
    """Django's, ours and the policy; one page shows a document in itself, and only documents may be shown so."""
    rules = dict(one.strip().partition(" ")[::2] for one in response.headers["Content-Security-Policy"].split(";"))
    looser = {"object-src": "'self'", "frame-src": "'self'"} if rules["object-src"] == "'self'" else {}
    if response.headers["X-Frame-Options"] == "SAMEORIGIN":
        looser["frame-ancestors"] = "'self'"
    assert rules == {name: " ".join(map(str, sources)) for name, sources in POLICY.items()} | looser  # type: ignore[call-overload]
    assert not looser or response.resolver_match.view_name in {"agreements:sign", "agreements:document"}
    for name, value in STRICT.items():
        assert response.headers[name] == value
    assert response.headers["X-Frame-Options"] in {"DENY", "SAMEORIGIN"}
    assert {"private", "no-store", "no-cache"} & set(response.headers["Cache-Control"].split(", "))


def attacks(html: str) -> list[str]:
    """What would run, or fall out of its quotes."""
    page = Page(html)
    raw = [bad for bad in ("<script>alert", "<img src=x", "onerror=alert(1)>") if bad in html]
    return raw + [fault for fault in page.faults if "inline script" in fault or fault.startswith("on")]
