"""The readable part of an inspection file: the checklist, the documents, everything that happened. Always Dutch."""

from __future__ import annotations

from datetime import UTC, datetime

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.timezone import localdate

from audit.chain import Link
from audit.models import AuditEvent
from audit.services import case_of
from workflows.keeping import kept_route
from workflows.presenting import events_for_people

from ..checklist import checklist
from ..evidence import Dossier
from ..findings.models import Finding
from ..findings.policies import visible_to as visible_findings


def report_html(dossier: Dossier, chains: dict[str, list[Link]]) -> str:
    """Of the state that the chains end with; the checklist is judged on the day it is made."""
    last = max(chain[-1].at for chain in chains.values())
    moment = datetime.fromisoformat(last.replace("Z", "+00:00")).astimezone(UTC)
    with translation.override("nl"):
        context = {
            "route": dossier.route,
            "lines": dossier.route.lines.select_related("establishment", "profile", "domain", "qualification"),
            "points": checklist(dossier),
            "agreements": dossier.agreements,
            "findings": visible_findings(dossier.actor).filter(route=dossier.route).order_by("pk"),
            "cases": [
                (case, _name(case, dossier), chain[-1], _events(case, chain[-1].number))
                for case, chain in chains.items()
            ],
            "kept": kept_route(dossier.route),
            "moment": moment,
            "created": f"{moment:%Y-%m-%dT%H:%M:%SZ}",
            "day": localdate(),
        }
        return render_to_string("inspections/pdf/report.html", context)


def _name(case: str, dossier: Dossier) -> str:
    """As people know it; the name of the chain when it is of something else."""
    names = {case_of(one): f"Overeenkomst {one.number}: {one}" for one in dossier.agreements}
    if case.startswith("finding:"):
        return f"Bevinding {Finding(pk=int(case.partition(':')[2])).number}"
    return (names | {case_of(dossier.route): f"Leerroute {dossier.route.number}"}).get(case, case)


def _events(case: str, last: int) -> list[dict[str, object]]:
    events = AuditEvent.objects.filter(case=case, number__lte=last).order_by("number")
    return events_for_people(list(events))


def report_pdf(html: str) -> bytes:
    """PDF/A-3a and PDF/UA-1, by the same pipeline as the agreements."""
    from agreements.paper.pdf import render_pdf
    from agreements.paper.profile import ensure_fit

    pdf = render_pdf(html)
    ensure_fit(pdf)
    return pdf
