"""Checks an inspection file, in a ZIP or unpacked, without the application. Standard library only.

Every digest against the list, the list against its own digest, every chain of events, every document against the event
that tells of it, and no byte too many. It says what is in the file is what was put in it; whether that was the truth of
the day is told by the digest in the ledger of the application.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from audit.canonical import canonical
from audit.certificates import fingerprint
from audit.chain import Link, check_chain
from audit.merkle import root_from
from audit.proof import check_anchor, read_anchor

from .container import Broken, read

MANIFEST, MANIFEST_DIGEST = "manifest.json", "manifest.sha256"
EVENTS = "gebeurtenissen/"
ANCHOR, PATHS = "ankers/anker.json", "ankers/paden.json"
KEPT = (MANIFEST, MANIFEST_DIGEST, EVENTS, "ankers/")
"""What is read to be understood; of the rest only the digest is needed."""


class Found:
    """What was in the file: digests of all, content of what is read."""

    def __init__(self) -> None:
        self.digests: dict[str, str] = {}
        self.content: dict[str, bytes] = {}

    def take(self, name: str, chunks: Iterable[bytes]) -> None:
        digest, kept = sha256(), []
        for chunk in chunks:
            digest.update(chunk)
            if name.startswith(KEPT):
                kept.append(chunk)
        if name in self.digests:
            raise Broken(f"{name}: is there twice")
        self.digests[name] = digest.hexdigest()
        if name.startswith(KEPT):
            self.content[name] = b"".join(kept)


def found_in(path: Path) -> Found:
    """From a ZIP, or from the folder in which it was unpacked."""
    found = Found()
    if path.is_dir():
        for file in sorted(file for file in path.rglob("*") if file.is_file()):
            found.take(file.relative_to(path).as_posix(), [file.read_bytes()])
        return found
    with path.open("rb") as archive:
        for name, chunks in read(archive):
            found.take(name, chunks)
    return found


def faults_of(found: Found) -> Iterator[str]:
    """Everything that does not fit; nothing when all of it does."""
    text = found.content.get(MANIFEST, b"").decode("utf-8", "replace")
    if found.content.get(MANIFEST_DIGEST, b"").decode("ascii", "replace") != sha256(text.encode()).hexdigest() + "\n":
        yield f"{MANIFEST}: this is not the list that was made"
        return
    told = json.loads(text)
    if text != canonical(told) + "\n" or told["v"] != 1:
        yield f"{MANIFEST}: this is no list of version 1"
        return
    yield from _files(found, told["files"])
    yield from _chains(found, told)
    if ANCHOR in found.content:
        yield from _anchored(found)


def _files(found: Found, listed: dict[str, dict[str, Any]]) -> Iterator[str]:
    for name, entry in listed.items():
        if name not in found.digests:
            yield f"{name}: is missing"
        elif found.digests[name] != entry["sha256"]:
            yield f"{name}: was changed"
    for name in sorted(set(found.digests) - set(listed) - {MANIFEST, MANIFEST_DIGEST}):
        yield f"{name}: was added"


def _chains(found: Found, told: dict[str, Any]) -> Iterator[str]:
    heads = {name: list(head) for name, head in told["heads"].items()}
    digests: dict[str, str] = {}
    for case, head in heads.items():
        links = list(links_in(found.content.get(file_of(case), b"")))
        yield from (str(fault) for fault in check_chain(links))
        if {link.case for link in links} != {case} or [links[-1].number, links[-1].hash] != head:
            yield f"{case}: the last event is not the one in the list"
        digests[case] = "\n".join(link.content or "" for link in links)
    for name, entry in told["files"].items():
        if entry["told_by"] and entry["sha256"] not in digests.get(entry["told_by"], ""):
            yield f"{name}: no event of {entry['told_by']} tells of this document"


def _anchored(found: Found) -> Iterator[str]:
    """The signature of the anchor, and the way from the head of every case to the root that was signed."""
    anchor = read_anchor(found.content[ANCHOR].decode())
    fault = check_anchor(anchor)
    if fault is not None:
        yield str(fault)
    for case, way in json.loads(found.content[PATHS]).items():
        root = root_from((case, *way["head"]), way["place"], anchor.cases, way["path"])
        if root != anchor.root:
            yield f"{case}: the path does not lead to the root of {anchor.name}"
        known = {(link.number, link.hash) for link in links_in(found.content.get(file_of(case), b""))}
        if tuple(way["head"]) not in known:
            yield f"{case}: {anchor.name} knows another event {way['head'][0]}"


def file_of(case: str) -> str:
    return f"{EVENTS}{case.replace(':', '-')}.jsonl"


def links_in(content: bytes) -> Iterator[Link]:
    for line in content.decode("utf-8", "replace").split("\n")[:-1]:
        yield Link(**json.loads(line))


def as_line(link: Link) -> str:
    """One event, as it is hashed."""
    return canonical({name: value for name, value in link._asdict().items() if name != "id"}) + "\n"


def main(arguments: list[str], here: Path) -> int:
    """0 when everything fits; 1 after saying what does not. Without an argument: the folder of the program."""
    path = Path(arguments[0]) if arguments else here
    try:
        found = found_in(path)
        faults = list(faults_of(found))
        told = json.loads(found.content.get(MANIFEST, b"{}")) if not faults else {}
    except (Broken, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        faults, told = [f"{type(error).__name__}: {error}"], {}
    for fault in faults:
        print(f"NIET IN ORDE  {fault}")
    if faults:
        return 1
    events = sum(head[0] for head in told["heads"].values())
    print(f"In orde: {len(told['files'])} bestanden, {len(told['heads'])} dossiers, {events} gebeurtenissen.")
    print(f"Vingerafdruk van de lijst (SHA-256): {found.digests[MANIFEST]}")
    print(_about_anchor(found))
    return 0


def _about_anchor(found: Found) -> str:
    if ANCHOR not in found.content:
        return "Er is nog geen anker: van voor de eerste nacht."
    anchor = read_anchor(found.content[ANCHOR].decode())
    told = (
        f"Anker {anchor.number} van {anchor.made}, getekend met certificaat (SHA-256) {fingerprint(anchor.certificate)}"
    )
    return f"{told}. Vergelijk dit met het anker dat u per mail kreeg."
