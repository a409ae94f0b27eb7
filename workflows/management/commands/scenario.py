from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import Board
from agreements.export import agreement_as_json
from agreements.sealing.authority import embedded_authority
from audit.export import as_lines
from audit.models import AuditEvent
from workflows.demo.cases import CASES
from workflows.demo.play import Playing
from workflows.demo.world import build_world

STATES = (
    "draft submitted approved agreement_draft agreement_filled complete consultation decision out_for_signature signed "
    "in_force reported running"
).split()


class Command(BaseCommand):
    help = "Play a whole case through the services that the pages use, and write its documents and its trail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("case", choices=sorted(CASES))
        parser.add_argument("--until", choices=STATES, default="running", metavar="STATE", help=", ".join(STATES))
        parser.add_argument("--out", type=Path, help="folder for the agreement, agreement.json and audit.jsonl")

    def handle(self, *args: Any, **options: Any) -> None:
        build_world()
        embedded_authority().make(Board.objects.order_by("number"))
        playing = Playing(CASES[options["case"]])
        state = ""
        for number, (state, sentence) in enumerate(playing.play(options["until"]), start=1):
            self.stdout.write(f"{number:3}  {state:<18} {sentence}")
        if options["out"]:
            self._write(playing, options["out"])
        if state != options["until"]:
            raise CommandError(f"The case stopped at {state}, not at {options['until']}.")

    def _write(self, playing: Playing, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        cases = [f"route:{playing.route.pk}"]
        agreement = getattr(playing, "agreement", None)
        if agreement is not None:
            cases.append(f"agreement:{agreement.pk}")
            content = json.dumps(agreement_as_json(agreement), ensure_ascii=False, indent=2, sort_keys=True)
            (folder / "agreement.json").write_text(content + "\n", encoding="utf-8")
            document = agreement.documents.filter(stored__isnull=False).order_by("-pk").first()
            if document is not None:
                with document.file.open("rb") as stored:
                    (folder / f"{agreement.number}.pdf").write_bytes(stored.read())
        with (folder / "audit.jsonl").open("w", encoding="utf-8") as lines:
            lines.writelines(as_lines(AuditEvent.objects.of_case(*cases)))
        self.stdout.write(f"Written to {folder}: {', '.join(sorted(p.name for p in folder.iterdir()))}")
