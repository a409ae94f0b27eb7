"""How the tests of the pages read a page: its words, its fields, and the Dutch of a sentence."""

from __future__ import annotations

from html import unescape

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext, override


def nl(sentence: str, **values: object) -> str:
    """The Dutch for a sentence of the code, as the page shows it."""
    with override("nl"):
        return gettext(sentence) % values if values else gettext(sentence)


def words(response: HttpResponse) -> str:
    return unescape(response.content.decode())


def says(response: HttpResponse, sentence: str, **values: object) -> bool:
    return nl(sentence, **values) in words(response)


def complaint_at(response: HttpResponse, field_id: str, sentence: str, **values: object) -> bool:
    """Is this sentence in the error block of that field, and is the field marked as invalid?"""
    _before, found, after = words(response).partition(f'id="{field_id}_error"')
    return bool(found) and nl(sentence, **values) in after.partition("</div>")[0]


def queries(client: Client, address: str) -> int:
    """What looking at a page costs, once everything that is read once has been read."""
    client.get(address)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(address).status_code == 200
    return len(counted)
