"""What a browser is told, and where to report a leak. Every page is asked in tests/safety/."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings as ours
from django.test import Client
from sectxt import Parser

from config.headers import POLICY
from tests.test_architecture import PRODUCTION

ADDRESS = "/.well-known/security.txt"


def test_nothing_inline_and_nothing_from_elsewhere() -> None:
    sources = {source for given in POLICY.values() for source in given}  # type: ignore[attr-defined]
    assert sources == {"'self'", "'none'", "data:"}
    assert [name for name, given in POLICY.items() if "data:" in given] == ["img-src"]  # type: ignore[operator]


def test_production_is_stricter_still(tmp_path: Path) -> None:
    """HTTPS for a year, cookies that only this host can set or read."""
    wanted = {
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SESSION_COOKIE_NAME": "__Host-session",
        "CSRF_COOKIE_NAME": "__Host-csrf",
        "LANGUAGE_COOKIE_SECURE": True,
    }
    wanted |= {f"{kind}_COOKIE_{rule}": True for kind in ("SESSION", "CSRF") for rule in ("SECURE", "HTTPONLY")}
    script = (
        f"from config.settings import production as p; print({{n: getattr(p, n) for n in {list(wanted)}}} == {wanted})"
    )
    environment = os.environ | PRODUCTION | {"DATA_DIR": str(tmp_path)}
    found = subprocess.run(
        [sys.executable, "-c", script], cwd=ours.BASE_DIR, env=environment, capture_output=True, text=True, check=True
    )
    assert found.stdout == "True\n"


def test_who_finds_a_leak_knows_where_to_go(client: Client, settings: Any) -> None:
    settings.BASE_URL = "https://leerroutes.example"
    answer = client.get(ADDRESS)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    judged = Parser(answer.content, urls=f"https://leerroutes.example{ADDRESS}")
    assert judged.is_valid(), judged.errors
    assert [one for one in judged.recommendations if one["code"] not in {"not_signed", "no_encryption"}] == []


def test_without_a_contact_there_is_no_such_file(client: Client, settings: Any) -> None:
    settings.SECURITY_CONTACT = ""
    assert client.get(ADDRESS).status_code == 404
