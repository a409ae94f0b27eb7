"""Questions to an adviser, on the pages of a case: those that this person reads, and the way to ask one."""

from __future__ import annotations

from typing import Any

from django import template

from accounts.actors import Actor
from agreements.models import Agreement
from audit.services import case_of
from leerroutes.models import Route

from ..questions.policies import can_ask
from ..questions.selectors import about_case

register = template.Library()


@register.inclusion_tag("workflows/questions/_of_case.html")
def questions_about(record: Route | Agreement, actor: Actor) -> dict[str, Any]:
    """One query."""
    return {"key": case_of(record), "questions": about_case(record, actor), "may_ask": bool(can_ask(actor))}
