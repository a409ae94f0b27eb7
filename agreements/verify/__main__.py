"""Check a signed file without this site: no database, no settings, no network.

    python -m agreements.verify overeenkomst.pdf --trust certificaat.pem

Exit code 0: everybody signed, nothing was changed, and every certificate leads to a root that is believed. Else 1.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from django.conf import settings

from agreements.sealing.report import Report, SignatureFound
from agreements.sealing.trust import Trust
from agreements.sealing.validating import validate

DATA = "overeenkomst.json"


def main(arguments: list[str]) -> int:
    asked = _asked(arguments)
    logging.disable(logging.CRITICAL)  # what is wrong stands in the report
    try:
        pdf, roots = asked.file.read_bytes(), tuple(path.read_bytes() for path in asked.trust)
    except OSError as error:
        print(f"Niet te lezen: {error}")
        return 1
    print(f"{asked.file.name}\nSHA-256: {sha256(pdf).hexdigest()}")
    return judge(validate(pdf, trust=Trust(roots)), *contents(pdf))


def judge(report: Report, data: dict[str, Any], empty: list[str]) -> int:
    """Tell what was found; 0 when the file stands as it is."""
    for line in _about(data):
        print(line)
    for number, found in enumerate(report.signatures, start=1):
        print(f"\n{number}. {found.signer or found.field}\n" + "\n".join(f"   {line}" for line in _told(found)))
    problems = [*report.problems, *(f"{field}: niet ondertekend" for field in empty)]
    if not report.signatures and not report.problem:
        problems.append("er staat geen handtekening in dit bestand")
    if not report.timestamps_hold:
        problems.append("een tijdstempel over het hele bestand klopt niet")
    is_good = report.is_sound and not problems
    print("\nIN ORDE: alle handtekeningen kloppen." if is_good else "\nNIET IN ORDE: " + "; ".join(problems))
    return 0 if is_good else 1


def contents(pdf: bytes) -> tuple[dict[str, Any], list[str]]:
    """The agreement as data, as it is embedded; and the places where nobody signed. Nothing of what cannot be read."""
    try:
        with pikepdf.open(BytesIO(pdf)) as opened:
            fields: Any = opened.Root.AcroForm.Fields if "/AcroForm" in opened.Root else []
            empty = [str(field.T) for field in fields if field.get("/FT") == "/Sig" and "/V" not in field]
            file = opened.attachments.get(DATA)
            return json.loads(file.get_file().read_bytes()) if file else {}, empty
    except (pikepdf.PdfError, ValueError, AttributeError):
        return {}, []


def _about(data: dict[str, Any]) -> list[str]:
    agreement, document = data.get("agreement", {}), data.get("document", {})
    if not agreement:
        return ["In dit bestand staan geen gegevens van een overeenkomst."]
    name = f"{agreement.get('number', '')} {agreement.get('title', '')}".strip()
    return [f"Overeenkomst: {name}", f"Versie {document.get('version', '?')}, code {document.get('code', '?')}"]


def _told(found: SignatureFound) -> list[str]:
    clock = "tijdstempel" if found.is_timestamped else "klok van de ondertekenaar"
    moment = f"{found.moment:%Y-%m-%d %H:%M:%S %Z}" if found.moment else "onbekend"
    kind = " (demonstratie: bewijst alleen hoe het werkt)" if found.is_demonstration else ""
    return [
        f"ondertekend door: {found.name or 'onbekend'}, veld {found.field}",
        f"uitgegeven door: {found.issuer}{kind}",
        f"moment: {moment} ({clock})",
        f"niveau: {found.level}",
        f"ongewijzigd: {_yes(found.is_intact)}; vertrouwd: {_yes(found.is_trusted)}",
        *([f"reden: {found.reason}"] if found.reason else []),
    ]


def _yes(is_so: bool) -> str:
    return "ja" if is_so else "nee"


def _asked(arguments: list[str]) -> argparse.Namespace:
    about = "Controleert een ondertekend bestand, zonder netwerk."
    parser = argparse.ArgumentParser(prog="python -m agreements.verify", description=about)
    parser.add_argument("file", type=Path, help="het ondertekende bestand (pdf)")
    believed = "een certificaat (pem) dat u vertrouwt; mag vaker"
    parser.add_argument("--trust", type=Path, action="append", default=[], metavar="PEM", help=believed)
    return parser.parse_args(arguments)


if __name__ == "__main__":
    if not settings.configured:
        settings.configure()
    sys.exit(main(sys.argv[1:]))
