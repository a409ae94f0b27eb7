"""Findings, made the way people make them; for tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate

from accounts.actors import Actor, actor_for
from accounts.models import User
from inspections.findings.services import answer_finding, make_finding
from inspections.models import Finding
from leerroutes.models import Route
from tests.factories import VMBO, route_in


def inspector() -> Actor:
    return actor_for(User.objects.get(email="inspecteur@leerroutes.example"))


def in_days(days: int) -> date:
    return localdate() + timedelta(days=days)


def made(route: Route | None = None, **given: Any) -> Finding:
    """For the vmbo board, about a point of the checklist of a submitted route; ten days to answer."""
    asked = {"about": "point:hours", "board": VMBO.board, "title": "Uren", "text": "Waar is de verantwoording?"}
    return make_finding(route or route_in("submitted"), actor=inspector(), **asked | {"due_on": in_days(10)} | given)


def answered(finding: Finding, answer: str = "Die sturen wij mee.", **given: Any) -> Finding:
    asked = {"seen_round": finding.current.number, "answer": answer}
    return answer_finding(finding, actor=VMBO.director, **asked | given)


def pdf(name: str = "uren.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 Voorbeeldgegevens.")
