"""Mails and documents with attacks in them, and what strangers read."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils.timezone import localtime

from agreements.models import Document
from agreements.paper.pdf import render_pdf
from jobs.models import Job
from tests.factories import run_jobs
from tests.matrix.company import PEOPLE, READERS, STRANGERS
from tests.matrix.pages import Page, body
from tests.matrix.rows import address_of
from tests.matrix.stage import Stage, undone
from workflows.telling.digests import make_digests

from .attacking import (
    PAGES,
    SECRET,
    attacks,
)

pytestmark = pytest.mark.django_db


def test_every_mail_is_plain_words_to_one_person(stage: Stage) -> None:
    with undone():
        make_digests(localtime().replace(hour=23))
        names = {name for name in Job.objects.exclude(state="done").values_list("name", flat=True) if ".mail_" in name}
        run_jobs(*names)
    assert len(names) > 2
    assert [one for one in mail.outbox if SECRET in f"{one.subject}{one.body}"], "no mail holds what was written"
    for one in mail.outbox:
        message = one.message()
        assert message.get_content_type() == "text/plain"
        assert (len(one.recipients()), message["Bcc"], "\n" in one.subject) == (1, None, False)
        assert "&lt;script" not in one.body


def test_a_document_full_of_attacks_does_nothing_and_fetches_nothing(stage: Stage) -> None:
    """Its source shows them as words; in the file nothing acts, and a link leads to us or to the law."""
    sources = list(Document.objects.filter(source__contains=SECRET).values_list("source", flat=True))
    assert sources
    assert [found for source in sources for found in attacks(source) if not found.startswith("inline style")] == []
    with pikepdf.open(BytesIO(render_pdf(min(sources, key=len)))) as pdf:
        parts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        assert not {str(one.get("/S")) for one in parts} & ACTIONS
        assert not [one for one in parts if {"/JS", "/JavaScript", "/OpenAction", "/AA"} & set(one.keys())]
        links = {str(one["/URI"]) for one in parts if "/URI" in one}
    assert not {link for link in links if not link.startswith((settings.BASE_URL, "https://wetten.overheid.nl/"))}


ACTIONS = {f"/{name}" for name in ("JavaScript", "Launch", "SubmitForm", "ImportData", "GoToR", "Rendition")}


SHOWN = {"agreements:verify_found", "agreements:verify_json", "workflows:calendar_feed"}
"""Who knows the fingerprint or the code of a document holds that document, and may know of which agreement it is; and
who has the secret address of a calendar was given it by its owner."""


@pytest.mark.parametrize("who", sorted(STRANGERS))
def test_strangers_read_not_a_word(who: str, stage: Stage) -> None:
    """Neither on the pages they find by following links, nor at the addresses of the others."""
    browser, seen = stage.browser(who), {}
    for address in [address_of(row, stage) for row in PAGES if row.name.partition(":")[1] and row.name not in SHOWN]:
        seen[address] = body(browser.get(address)).decode(errors="replace")
    for _round in range(2):
        for address in {link.partition("#")[0] for html in list(seen.values()) for link in _links(html)} - set(seen):
            if len(seen) < 150:
                seen[address] = body(browser.get(address)).decode(errors="replace")
    assert not [address for address, html in seen.items() if SECRET in html and not _shared_with(who, address)]


def _shared_with(who: str, address: str) -> bool:
    """An editor of the help reads questions that may be used in it, as who asked them said."""
    return who == "editor" and (address == "/" or address.startswith(reverse("questions:shared")))


def _links(html: str) -> list[str]:
    here = [link for link in Page(html).links if link.startswith("/") and not link.startswith("/static/")]
    return [link for link in here if "/account/" not in link]


def test_the_words_are_there_for_those_who_may_read_them(stage: Stage) -> None:
    """Otherwise the tests above would prove nothing."""
    for who in ("coordinator", "partner_director", "inspector"):
        browser = stage.browser(who)
        for record in (stage.routes["returned"], stage.agreements["answered"], stage.agreements["returned"]):
            assert SECRET in browser.get(record.get_absolute_url()).content.decode()
        for name, pk in (("agreements:text", stage.agreements["answered"].pk), ("leerroutes:list", None)):
            assert SECRET in browser.get(reverse(name, args=[pk] if pk else [])).content.decode()


def test_the_readers_of_the_stage_have_boards(stage: Stage) -> None:
    """The company is what the tests above take it for."""
    nowhere = {name for name, actor in stage.company.items() if actor.board is None}
    assert nowhere == STRANGERS - {"outsider"} | {"inspector"}
    assert len({actor.board.pk for actor in stage.company.values() if actor.board}) == 3
    assert READERS < PEOPLE
    assert settings.DEBUG is False
