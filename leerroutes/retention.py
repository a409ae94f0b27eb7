"""How long each kind of record is kept (domain.md 5.2): one table, for every page that says so.

The marks are those of domain.md: V and O stand in law or an official source, P in guidance, K is common practice, I our
own reading. Nothing is destroyed by the program: after its term a dossier stands in a list, and people decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .rules.base import Text

YEARS = 7


def last_day(end: date) -> date:
    """The last day on which a dossier is kept that ended on this day; of 29 February the day before."""
    try:
        return end.replace(year=end.year + YEARS)
    except ValueError:
        return end.replace(year=end.year + YEARS, day=28)


@dataclass(frozen=True, slots=True)
class Term:
    """`mark` is how sure the source is."""

    code: str
    what: Text
    how_long: Text
    source: Text
    mark: str


MARKS = {
    "P": Text("uit voorlichting of een handreiking", "from guidance"),
    "K": Text("gangbare praktijk", "common practice"),
    "I": Text("eigen lezing, laat uw bestuur dit bevestigen", "our own reading; have your board confirm it"),
}

WITH_THE_DOSSIER = Text("Zolang als het dossier waar het bij hoort.", "As long as the dossier it belongs to.")
AUDIT_NEED = Text(
    "Wie het dossier controleert, moet ook dit kunnen zien.", "Whoever checks the dossier must be able to see this too."
)

TERMS = (
    Term(
        "agreement",
        Text(
            "Overeenkomst: de ondertekende tekst, wijzigingen, besluiten, brieven van medezeggenschap en het "
            "bewijs van "
            "ondertekening",
            "Agreement: the signed text, changes, decisions, letters of participation bodies and the evidence "
            "of signing",
        ),
        Text(
            "Zolang de overeenkomst geldt, en daarna zeven jaar. Een overeenkomst die is vervangen, telt vanaf "
            "het einde "
            "van de laatste die haar plaats innam.",
            "As long as the agreement lasts, and seven years after. Of one that was replaced, the term starts with the "
            "end of the last that took its place.",
        ),
        Text(
            "Bewaarplicht in de stijl van BW 2:10 (zeven jaar); stem af op het beleid van uw bestuur.",
            "A duty to keep in the style of BW 2:10 (seven years); align it with the policy of your board.",
        ),
        "K",
    ),
    Term(
        "unsigned",
        Text("Overeenkomst die is ingetrokken", "Agreement that was withdrawn"),
        Text("Zeven jaar na de dag van intrekken.", "Seven years after the day it was withdrawn."),
        Text("Er staan besluiten van besturen in.", "It holds decisions of boards."),
        "I",
    ),
    Term(
        "route",
        Text("Leerroute: voorstel, besluiten en registraties", "Route: proposal, decisions and registrations"),
        Text(
            "Zeven jaar nadat de leerroute en elke overeenkomst erover zijn geëindigd. Een voorstel dat is "
            "afgewezen of "
            "ingetrokken: zeven jaar na die dag.",
            "Seven years after the route and every agreement about it ended. A proposal that was rejected or "
            "withdrawn: "
            "seven years after that day.",
        ),
        Text("De overeenkomst verwijst ernaar.", "The agreement refers to it."),
        "I",
    ),
    Term(
        "cooperation",
        Text("Lichtere samenwerking", "Lighter cooperation"),
        Text(
            "Zeven jaar na de laatste dag; werd het een leerroute, dan zolang als die.",
            "Seven years after the last day; if it became a route, as long as that.",
        ),
        Text("Dezelfde termijn als een overeenkomst.", "The same term as an agreement."),
        "I",
    ),
    Term(
        "trail",
        Text(
            "Grootboek: wat er gebeurde, door wie, en wie het las",
            "Ledger: what happened, by whom, and who read it",
        ),
        Text(
            "Zolang als het dossier waar het over gaat. Nooit te wijzigen; gegevens van een persoon zijn wel te "
            "wissen.",
            "As long as the dossier it is about. Never changed; data of a person can be erased.",
        ),
        AUDIT_NEED,
        "I",
    ),
    Term(
        "negotiation",
        Text(
            "Eigen concepten, opmerkingen, berichten, standpunten, bijlagen en documenten om te lezen",
            "Own drafts, comments, messages, standpoints, annexes and documents for reading",
        ),
        WITH_THE_DOSSIER,
        Text("Zij laten zien hoe de tekst tot stand kwam.", "They show how the text came about."),
        "I",
    ),
    Term(
        "inspection",
        Text(
            "Toezicht: toegang, openstelling, steekproef, bevinding en inspectiedossier",
            "Inspection: access, release, sample, finding and inspection file",
        ),
        Text(
            "Zolang als de leerroute waar het over gaat; wat over meer leerroutes gaat, zeven jaar na het einde ervan.",
            "As long as the route it is about; what is about more routes, seven years after it ended.",
        ),
        AUDIT_NEED,
        "I",
    ),
    Term(
        "mandates",
        Text("Mandaten, en de documenten ervan", "Mandates, and their documents"),
        Text(
            "Zolang als het dossier van de laatste overeenkomst die ermee is ondertekend.",
            "As long as the dossier of the last agreement that was signed with it.",
        ),
        Text("Het mandaat is deel van het bewijs.", "The mandate is part of the evidence."),
        "I",
    ),
    Term(
        "people",
        Text("Account, rollen en afwezigheid van een persoon", "Account, roles and absences of a person"),
        Text(
            "Zolang iemand een rol heeft; daarna wist een beheerder wie erom vraagt. Wat een ondertekening bewijst, "
            "blijft bij het dossier.",
            "As long as somebody has a role; then an administrator erases who asks. What proves a signature stays with "
            "the dossier.",
        ),
        Text("AVG artikel 5, eerste lid, onder e.", "GDPR article 5(1)(e)."),
        "I",
    ),
    Term(
        "mail",
        Text("Mail die Leerroutes verstuurt", "Mail that Leerroutes sends"),
        Text(
            "De tekst wordt hier niet bewaard. Dat er iets is verstuurd en aan welk account, blijft als nummer "
            "bewaard.",
            "The text is not kept here. That something was sent, and to which account, is kept as a number.",
        ),
        Text("Niet meer bewaren dan nodig is.", "Keep no more than is needed."),
        "I",
    ),
    Term(
        "sessions",
        Text("Sessies en technische logregels", "Sessions and technical log lines"),
        Text(
            "Een sessie geldt twaalf uur. Technische logregels: hooguit twaalf maanden; dat regelt wie de "
            "server beheert.",
            "A session holds twelve hours. Technical log lines: at most twelve months; who runs the server sees "
            "to that.",
        ),
        Text("Beveiligingsbeleid (zes tot twaalf maanden).", "Security policy (six to twelve months)."),
        "K",
    ),
    Term(
        "public",
        Text("Dossiers van openbare besturen", "Dossiers of public boards"),
        Text(
            "Voor een openbaar bestuur geldt de selectielijst van de Archiefwet; is die termijn langer, dan "
            "gaat die voor.",
            "For a public board the selection list of the Archiefwet holds; where that term is longer, it comes first.",
        ),
        Text("Archiefwet, selectielijst.", "Archiefwet, selection list."),
        "P",
    ),
)
