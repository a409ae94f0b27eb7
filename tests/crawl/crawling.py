"""Follow every link and every form that only asks, as a browser of one person does."""

from __future__ import annotations

import zipfile
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit

from django.http import HttpResponseBase
from django.test import Client
from django.urls import Resolver404, resolve

from tests.matrix.pages import Form, body, is_page, read

LEFT_ALONE = ("/static/", "/i18n/")


@dataclass
class Crawler:
    """What one person finds from the start page on: at most so many pages, the rarest kinds of page first."""

    browser: Client
    most: int
    found: dict[str, str] = field(default_factory=dict)
    """Address and what it says, files opened."""
    dead: dict[str, str] = field(default_factory=dict)
    """Address that a page led to, and what was wrong with it."""
    waiting: dict[str, str] = field(default_factory=lambda: {"/": ""})
    """Address, and the page that led there."""
    kinds: Counter[str] = field(default_factory=Counter)

    def run(self) -> Crawler:
        while self.waiting and len(self.found) + len(self.dead) < self.most:
            address = min(self.waiting, key=lambda one: self.kinds[kind_of(one)])
            came_from = self.waiting.pop(address)
            self.kinds[kind_of(address)] += 1
            self._open(address, came_from)
        return self

    def _open(self, address: str, came_from: str) -> None:
        response = self.browser.get(address)
        if response.status_code >= 400:
            self.dead[address] = f"{response.status_code} from {came_from}"
            return
        self.found[address] = words(response)
        if response.status_code in (301, 302):
            self._wait(urljoin(address, response.headers["Location"]), address)
        elif is_page(response):
            page = read(response)
            asked = [query for form in page.forms if form.method == "get" for query in asked_by(form)]
            for link in [*page.links, *asked]:
                self._wait(urljoin(address, link), address)

    def _wait(self, address: str, came_from: str) -> None:
        address = urldefrag(address).url
        ours = address.startswith("/") and not address.startswith(("//", *LEFT_ALONE))
        if ours and address not in self.found and address not in self.dead:
            self.waiting.setdefault(address, came_from)


def kind_of(address: str) -> str:
    """The view, and what it is asked for."""
    parts = urlsplit(address)
    asked = "&".join(sorted({pair.partition("=")[0] for pair in parts.query.split("&")}))
    try:
        return f"{resolve(parts.path).view_name}?{asked}"
    except Resolver404:
        return parts.path


def asked_by(form: Form) -> list[str]:
    """The form as it stands, with each of its buttons, and looking for what is planted."""
    sent = form.filled()
    typed = {name: ["Zz"] for name, values in sent.items() if values == [""]}
    variants = [sent, sent | typed, *(sent | {name: [value]} for name, value in form.buttons)]
    return [f"{form.action}?{urlencode(one, doseq=True)}" for one in variants]


def words(response: HttpResponseBase) -> str:
    """All that went out: headers, and what is in a file that is a box of files."""
    sent = body(response)
    told = [f"{name}: {value}" for name, value in response.headers.items()]
    return "\n".join([*told, *(part.decode(errors="replace") for part in _unpacked(sent))])


def _unpacked(sent: bytes) -> list[bytes]:
    if not sent.startswith(b"PK\x03\x04"):
        return [sent]
    with zipfile.ZipFile(BytesIO(sent)) as box:
        return [part for name in box.namelist() for part in _unpacked(box.read(name))]
