"""Checking a document in a browser, without an account: the file never leaves it."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import override
from playwright.sync_api import Request, expect

from tests.e2e.conftest import Opens
from tests.e2e.people import Person, nl
from tests.factories import agreement_in, stored


def genuine(status: str, **values: object) -> str:
    return nl("Genuine, %(status)s", status=nl(status, **values))


def check(visitor: Person, file: bytes, title: str) -> None:
    """Choose this file; the answer has the focus, so a screen reader reads it."""
    visitor.visit("/controle/")
    visitor.attach("The document (pdf)", {"name": "geheim.pdf", "mimeType": "application/pdf", "buffer": file})
    answer = visitor.page.locator("#answer h2")
    expect(answer).to_contain_text(title)
    expect(answer).to_be_focused()


def test_genuine_replaced_changed_and_unknown_files(window: Opens) -> None:
    old = agreement_in("replaced")
    new = old.successors.get()
    before, now = (stored(one.documents.get(kind="sealed").file) for one in (old, new))
    asked: list[Request] = []
    visitor = window()
    visitor.page.on("request", lambda request: asked.append(request))
    check(visitor, now, genuine("and in force"))
    visitor.see(new.number)
    with override("nl"):
        day = date_format(localtime(old.state_since), "j F Y")
    check(visitor, before, genuine("but replaced on %(day)s by %(number)s", day=day, number=new.number))
    visitor.see("It no longer holds.")
    changed = bytearray(now)
    changed[len(now) // 2] ^= 1
    for file in (bytes(changed), b"%PDF-1.7 van een ander"):
        check(visitor, file, nl("Not known here"))
        visitor.see_not(new.title)
    assert [one.url for one in asked if one.url.startswith(f"{visitor.origin}/controle/") and len(one.url) > 90]
    for one in asked:
        assert (one.method, one.post_data_buffer) == ("GET", None), f"{one.method} {one.url} sent something"
        assert "geheim" not in one.url
