"""The baseline of a page: the same main rows, fetched by one query written by hand, shown by a view of three lines.

No session, no person, no rights, no rules, no words for people: what is left when everything is taken away.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import RequestFactory

from accounts.models import Board

TEMPLATE = (
    "<!DOCTYPE html><title>{{ title }}</title><ul>{% for row in rows %}<li>{{ row|join:', ' }}</li>{% endfor %}</ul>"
)

INBOX = """
SELECT task.id, task.created, task.flow_task, agreement.title, board.name
FROM viewflow_task task
JOIN workflows_agreementprocess process ON process.process_ptr_id = task.process_id
JOIN agreements_agreement agreement ON agreement.id = process.agreement_id
JOIN accounts_board board ON board.id = CAST(task.owner_permission_obj_pk AS integer)
WHERE task.flow_task_type = 'HUMAN' AND task.status IN ('NEW', 'ASSIGNED')
  AND task.owner_permission_obj_pk = %(board_text)s AND task.owner_permission = 'accounts.draft_agreements'
ORDER BY task.created, task.id LIMIT 25"""

EVENTS = """
SELECT * FROM (
  SELECT 'event', CAST(id AS text), action, actor_name, board_name, reason, CAST(changes AS text)
  FROM audit_auditevent WHERE "case" IN (%(case)s, %(other_case)s) ORDER BY id DESC LIMIT 25
) AS events"""

ROUTE = f"""
SELECT 'route', name, route_type, state, motivation, '', '' FROM leerroutes_route WHERE id = %(route)s
UNION ALL
SELECT 'line', place.name, line.leerweg, profile.name, school.name, line.level, qualification.name
FROM leerroutes_routeline line
JOIN accounts_establishment place ON place.id = line.establishment_id
JOIN leerroutes_profile profile ON profile.id = line.profile_id
JOIN accounts_institution school ON school.id = line.mbo_institution_id
LEFT JOIN leerroutes_qualification qualification ON qualification.id = line.qualification_id
WHERE line.route_id = %(route)s
UNION ALL
SELECT 'party', board.name, person.name, '', '', '', ''
FROM leerroutes_routeparty party
JOIN accounts_board board ON board.id = party.board_id
LEFT JOIN accounts_user person ON person.id = party.contact_id
WHERE party.route_id = %(route)s
UNION ALL
SELECT 'registration', school.name, registration.state, registration.register_id, '', '', ''
FROM leerroutes_rioregistration registration
JOIN accounts_institution school ON school.id = registration.institution_id
WHERE registration.route_id = %(route)s
UNION ALL {EVENTS}"""

AGREEMENT = f"""
SELECT 'agreement', title, instrument, state, '', '', '' FROM agreements_agreement WHERE id = %(agreement)s
UNION ALL
SELECT 'clause', code, CAST(data AS text), '', '', '', ''
FROM agreements_clausetext WHERE agreement_id = %(agreement)s
UNION ALL
SELECT 'party', board.name, board.seat, signature.signer_name, '', '', ''
FROM agreements_agreementparty party
JOIN accounts_board board ON board.id = party.board_id
LEFT JOIN agreements_signature signature
  ON signature.agreement_id = party.agreement_id AND signature.board_id = board.id
WHERE party.agreement_id = %(agreement)s
UNION ALL
SELECT 'answer', body.name, answer.outcome, '', '', '', ''
FROM agreements_consultation answer
JOIN accounts_participationbody body ON body.id = answer.body_id
WHERE answer.agreement_id = %(agreement)s
UNION ALL {EVENTS}"""

COMMENTS = """
SELECT 'comment', board.name, person.name, comment.body, comment.audience, CAST(comment.written AS text), ''
FROM agreements_comment comment
JOIN accounts_board board ON board.id = comment.board_id
JOIN accounts_user person ON person.id = comment.author_id
WHERE comment.agreement_id = %(agreement)s"""

LINES = """
SELECT 'line', place.name, line.leerweg, profile.name, school.name, line.level, qualification.name
FROM agreements_agreementroute covered
JOIN leerroutes_routeline line ON line.route_id = covered.route_id
JOIN accounts_establishment place ON place.id = line.establishment_id
JOIN leerroutes_profile profile ON profile.id = line.profile_id
JOIN accounts_institution school ON school.id = line.mbo_institution_id
LEFT JOIN leerroutes_qualification qualification ON qualification.id = line.qualification_id
WHERE covered.agreement_id = %(agreement)s"""

STANDPOINTS = """
SELECT 'stand', board.name, stand.code, stand.stance, stand.reason, stand.sha256, ''
FROM agreements_standpoint stand JOIN accounts_board board ON board.id = stand.board_id
WHERE stand.agreement_id = %(agreement)s"""

TEXT = f"""
SELECT 'agreement', title, instrument, state, '', '', '' FROM agreements_agreement WHERE id = %(agreement)s
UNION ALL
SELECT 'clause', code, CAST(data AS text), '', '', '', ''
FROM agreements_clausetext WHERE agreement_id = %(agreement)s
UNION ALL {LINES} UNION ALL {STANDPOINTS}"""

ARTICLE = f"{TEXT} UNION ALL {COMMENTS}"
AGREEMENT_AND_COMMENTS = f"{AGREEMENT} UNION ALL {LINES} UNION ALL {STANDPOINTS} UNION ALL {COMMENTS}"

CHECKS = """
SELECT 'line', place.name, line.leerweg, profile.name, qualification.name, CAST(line.total_hours AS text), line.level
FROM leerroutes_routeline line
JOIN accounts_establishment place ON place.id = line.establishment_id
JOIN leerroutes_profile profile ON profile.id = line.profile_id
LEFT JOIN leerroutes_qualification qualification ON qualification.id = line.qualification_id
WHERE line.route_id = %(route)s
UNION ALL
SELECT 'school', school.name, school.brin, board.name, '', '', ''
FROM leerroutes_route_institutions chosen
JOIN accounts_institution school ON school.id = chosen.institution_id
JOIN accounts_board board ON board.id = school.board_id
WHERE chosen.route_id = %(route)s
UNION ALL
SELECT DISTINCT 'offer', offer.leerweg, profile.slug, '', '', '', ''
FROM leerroutes_routeline line
JOIN leerroutes_offeredprofile offer ON offer.establishment_id = line.establishment_id
JOIN leerroutes_profile profile ON profile.id = offer.profile_id
WHERE line.route_id = %(route)s
UNION ALL
SELECT 'pair', profile.slug, domain.slug, '', '', '', ''
FROM leerroutes_profiledomain pair
JOIN leerroutes_profile profile ON profile.id = pair.profile_id
JOIN leerroutes_domain domain ON domain.id = pair.domain_id
UNION ALL
SELECT 'norm', learning_mode, CAST(duration_years AS text), CAST(total AS text), CAST(guided AS text), '', ''
FROM leerroutes_hoursnorm WHERE valid_until IS NULL
UNION ALL
SELECT 'article', topic, law, article, '', '', '' FROM leerroutes_legalreference WHERE valid_until IS NULL"""

ROUTES = """
SELECT route.id, route.name, route.route_type, route.start_year, route.state, board.name
FROM leerroutes_route route
JOIN leerroutes_routeparty party ON party.route_id = route.id AND party.board_id = %(board)s
JOIN accounts_board board ON board.id = route.proposed_by_id
ORDER BY route.id DESC LIMIT 25"""

AGREEMENTS = """
SELECT agreement.id, agreement.title, agreement.starts_on, agreement.state, board.name
FROM agreements_agreement agreement
JOIN agreements_agreementparty party ON party.agreement_id = agreement.id AND party.board_id = %(board)s
JOIN accounts_board board ON board.id = agreement.started_by_id
ORDER BY agreement.id DESC LIMIT 25"""


@dataclass(frozen=True)
class Subject:
    """What the queries ask about."""

    board: Board
    route: int
    agreement: int

    @property
    def numbers(self) -> dict[str, Any]:
        return {
            "board": self.board.pk,
            "board_text": str(self.board.pk),
            "route": self.route,
            "agreement": self.agreement,
            "case": f"route:{self.route}",
            "other_case": f"agreement:{self.agreement}",
        }


def bare_view(sql: str, subject: Subject) -> Callable[[], HttpResponse]:
    """A request to a view that does this query and nothing else."""
    template, requests = engines["django"].from_string(TEMPLATE), RequestFactory()

    def view(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute(sql, subject.numbers)
            return HttpResponse(template.render({"title": request.path, "rows": cursor.fetchall()}))

    return lambda: view(requests.get("/"))


def bare_saving(sql: str, subject: Subject, writes: int) -> Callable[[], None]:
    """A request that reads these rows and writes so many, in one transaction; rows of two hundred characters."""
    keys = count(1)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_saved (id integer, words text NOT NULL)")

    @transaction.atomic
    def save() -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql, subject.numbers)
            cursor.fetchall()
            for _write in range(writes):
                cursor.execute("INSERT INTO bench_saved VALUES (%s, %s)", [next(keys), "x" * 200])

    return save
