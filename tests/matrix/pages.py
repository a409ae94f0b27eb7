"""Reading a page the way a browser does: its forms with what they would send, and what must hold on every page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponseBase

Fields = dict[str, list[str]]
PERMITTED_SCRIPT_TYPES = {"application/json"}


@dataclass
class Form:
    """A form as it came, with what pressing a button would send."""

    action: str = ""
    method: str = "get"
    id: str = ""
    fields: Fields = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def filled(self, **values: Any) -> Fields:
        """What is sent when these fields are filled in; None leaves a field out."""
        sent = {name: list(given) for name, given in self.fields.items() if name != "csrfmiddlewaretoken"}
        for name, value in values.items():
            sent.pop(name, None)
            if value is not None:
                sent[name] = list(value) if isinstance(value, list | tuple) else [value]
        return sent


class Page(HTMLParser):
    """One page: parsed once, asked many things."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.html = html
        self.lang = self.title = ""
        self.headings: list[str] = []
        self.forms: list[Form] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.faults: list[str] = []
        self._form: Form | None = None
        self._select: tuple[Form | None, str, bool, list[str], list[str]] | None = None
        self._text: list[str] | None = None
        self._textarea: tuple[Form | None, str] | None = None
        self.feed(html)
        self.close()

    # --- while reading ---------------------------------------------------------------------------

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        self._judge(tag, given)
        if "id" in given:
            self.ids.append(given["id"])
        for name in ("href", "src"):
            if name in given:
                self.links.append(given[name])
        reader: Callable[[dict[str, str]], None] | None = getattr(self, f"_start_{tag}", None)
        if reader:
            reader(given)

    def handle_endtag(self, tag: str) -> None:
        text = " ".join("".join(self._text or []).split())
        if tag == "form":
            self._form = None
        elif tag == "h1":
            self.headings.append(text)
            self._text = None
        elif tag == "title" and not self.title:
            self.title, self._text = text, None
        elif tag == "textarea" and self._textarea:
            form, name = self._textarea
            self._send(form, name, "".join(self._text or []).removeprefix("\n"))
            self._textarea = self._text = None
        elif tag == "select" and self._select:
            form, name, many, chosen, options = self._select
            for value in chosen or ([] if many else options[:1]):
                self._send(form, name, value)
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def _judge(self, tag: str, given: dict[str, str]) -> None:
        if "style" in given or tag == "style":
            self.faults.append(f"inline style at <{tag}>")
        self.faults += [f"{name} at <{tag}>" for name in given if name.startswith("on")]
        if tag == "script" and "src" not in given and given.get("type") not in PERMITTED_SCRIPT_TYPES:
            self.faults.append("inline script")
        for name in ("src", "action", "formaction"):
            if given.get(name, "").strip().lower().startswith(("javascript:", "data:", "//", "http:", "https:")):
                self.faults.append(f"<{tag} {name}={given[name]!r}>")
        if given.get("href", "").strip().lower().startswith(("javascript:", "data:")):
            self.faults.append(f"<{tag} href={given['href']!r}>")

    def _start_html(self, given: dict[str, str]) -> None:
        self.lang = given.get("lang", "")

    def _start_h1(self, given: dict[str, str]) -> None:
        self._text = []

    def _start_title(self, given: dict[str, str]) -> None:
        if not self.title:
            self._text = []

    def _start_form(self, given: dict[str, str]) -> None:
        self._form = Form(given.get("action", ""), given.get("method", "get").lower(), given.get("id", ""))
        self.forms.append(self._form)

    def _start_input(self, given: dict[str, str]) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        form = self._owner(given)
        if form is not None and name and name not in form.names:
            form.names.append(name)
        if kind in ("submit", "button", "image", "file", "reset") or "disabled" in given:
            return
        if kind in ("checkbox", "radio"):
            if "checked" in given:
                self._send(form, name, given.get("value", "on"))
        else:
            self._send(form, name, given.get("value", ""))

    def _start_textarea(self, given: dict[str, str]) -> None:
        self._textarea, self._text = (self._owner(given), given.get("name", "")), []

    def _start_select(self, given: dict[str, str]) -> None:
        self._select = (self._owner(given), given.get("name", ""), "multiple" in given, [], [])

    def _start_option(self, given: dict[str, str]) -> None:
        if self._select:
            *_rest, chosen, options = self._select
            options.append(given.get("value", ""))
            if "selected" in given:
                chosen.append(given.get("value", ""))

    def _start_button(self, given: dict[str, str]) -> None:
        form = self._owner(given)
        if form is not None and given.get("name"):
            form.buttons.append((given["name"], given.get("value", "")))

    def _owner(self, given: dict[str, str]) -> Form | None:
        if "form" in given:
            return next((form for form in self.forms if form.id == given["form"]), None)
        return self._form

    def _send(self, form: Form | None, name: str, value: str) -> None:
        if form is not None and name:
            form.fields.setdefault(name, []).append(value)
            if name not in form.names:
                form.names.append(name)

    # --- asked afterwards ------------------------------------------------------------------------

    def forms_to(self, address: str) -> list[Form]:
        """The forms that post to this address, from the page at this address."""
        return [form for form in self.forms if form.method == "post" and form.action in ("", address)]

    @property
    def errors(self) -> list[str]:
        """What the page says is wrong with a form."""
        found = re.findall(r'class="[^"]*(?:error|alert)[^"]*"[^>]*>(.*?)</(?:p|ul|div|section)>', self.html, re.S)
        return [" ".join(re.sub(r"<[^>]+>", " ", piece).split()) for piece in found]

    @property
    def problems(self) -> list[str]:
        """What no page may have, and what every page must have."""
        found = list(self.faults)
        if len(self.headings) != 1 or not all(self.headings):
            found.append(f"headings of the first level: {self.headings}")
        if not self.title.removesuffix("· Leerroutes").strip():
            found.append("no title")
        if not self.lang:
            found.append("no language")
        found += sorted({f"id {name!r} twice" for name in self.ids if self.ids.count(name) > 1})
        found += [
            f"form to {form.action!r} without a token"
            for form in self.forms
            if form.method == "post" and "csrfmiddlewaretoken" not in form.names
        ]
        return found


def read(response: HttpResponseBase) -> Page:
    return Page(response.content.decode())  # type: ignore[attr-defined]


def is_page(response: HttpResponseBase) -> bool:
    """A whole page, so not a fragment, a document or a redirect."""
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and not response.streaming and b"<!DOCTYPE html>" in response.content[:200]  # type: ignore[attr-defined]


def body(response: HttpResponseBase) -> bytes:
    """Everything that was sent; a file is read to its end, which closes it."""
    if response.streaming:
        return b"".join(response.streaming_content)  # type: ignore[attr-defined]
    return bytes(response.content)  # type: ignore[attr-defined]
