"""The table of domain.md 4.3: which kind of body has advice or consent on which subject, by which article."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.models import BodyKind

from ..clauses.words import Words
from ..states import Right


@dataclass(frozen=True)
class Content:
    """What of an agreement decides who has a say, for one board. Filled by `agreements.dossier`; nothing here reads."""

    vo: bool = False
    """The board takes part with a school (WMS)."""
    mbo: bool = False
    """The board takes part with an mbo institution (WOR and WEB)."""
    vsg: bool = False
    """School and institution are one verticale scholengemeenschap: the mbo bodies replace those of the school."""
    common: bool = False
    """It concerns all or most schools of the board: the GMR takes the place of the MR (WMS 16)."""
    transfer: bool = False
    """This board pays or receives a part of the funding (clause E)."""
    fewer_hours: bool = False
    """A line has fewer hours than the norm (R-031)."""
    staff_elsewhere: bool = False
    """Staff work at another party, or are seconded (clause D)."""

    @property
    def wms(self) -> bool:
        return self.vo and not self.vsg


Applies = Callable[[Content], bool]
EVERYTHING = ("*",)


@dataclass(frozen=True)
class Topic:
    """One right of one kind of body. `code` is stored with what was asked and never changes."""

    code: str
    kind: BodyKind
    right: Right
    title: Words
    why: Words
    source: str
    applies: Applies
    articles: tuple[str, ...] = EVERYTHING
    """Codes of the articles it concerns; when none of them changed, an earlier answer still answers it."""

    @property
    def subject(self) -> str:
        """The same subject has the same name with every body: `mr.cooperation` is about `cooperation`."""
        return self.code.partition(".")[2]


def _vo(content: Content) -> bool:
    return content.wms


def _mbo(content: Content) -> bool:
    return content.mbo or content.vsg


COOPERATION = Words("Duurzame samenwerking met een andere instelling", "Lasting cooperation with another institution")
EXAM = Words("Programma en onderwijs- en examenregeling", "Programme, and teaching and exam regulations")
FUNDING = Words("Overdracht van bekostiging", "Transfer of funding")
HOURS = Words("Onderwijstijd", "Teaching time")
GUIDE = Words("Schoolgids", "School guide")
STAFF = Words("Gevolgen voor het personeel", "Consequences for staff")
LEARNERS = Words("Gevolgen voor ouders en leerlingen", "Consequences for parents and pupils")
PRIVACY = Words("Regels over persoonsgegevens", "Rules on personal data")

ENTERING = Words(
    "Het bestuur gaat een duurzame samenwerking aan. Daarover wordt vooraf advies gevraagd.",
    "The board enters into lasting cooperation. Advice is asked beforehand.",
)
PLAN = Words(
    "Het programma en de examens van de leerroute raken het leerplan en de onderwijs- en examenregeling.",
    "Programme and exams of the route touch the curriculum and the teaching and exam regulations.",
)
JOINT = Words(
    "De samenwerking heeft gevolgen voor taken, formatie of werkplek van het personeel.",
    "The cooperation has consequences for the tasks, the formation or the workplace of staff.",
)
FAMILIES = Words(
    "De samenwerking heeft gevolgen voor leerlingen en hun ouders, zoals plaats, reistijd en begeleiding.",
    "The cooperation has consequences for pupils and parents, such as place, travel and guidance.",
)
MONEY = Words(
    "Volgens artikel E draagt of ontvangt het bestuur een deel van de bekostiging.",
    "By article E the board transfers or receives part of the funding.",
)
FEWER = Words(
    "Een lijn heeft minder uren dan de norm. Dat moet ook in de schoolgids staan.",
    "A line has fewer hours than the norm. The school guide must say so too.",
)
DATA = Words(
    "School en instelling wisselen gegevens van leerlingen uit.", "School and institution exchange data of pupils."
)
EXAM_ARTICLES = ("D", "examen")
FAMILY_ARTICLES = ("A", "D", "F", "examen", "klachten")

MR, GMR, PMR, FAMILY = BodyKind.MR, BodyKind.GMR, BodyKind.PMR, BodyKind.PARENTS_PUPILS
OR, STUDENTS, PARENTS = BodyKind.OR, BodyKind.STUDENTS, BodyKind.PARENTS
ADVICE, CONSENT = Right.ADVICE, Right.CONSENT


def _alone(content: Content) -> bool:
    return content.wms and not content.common


def _common(content: Content) -> bool:
    return content.wms and content.common


def _when(condition: str, *, side: Applies) -> Applies:
    return lambda content: side(content) and bool(getattr(content, condition))


TOPICS: tuple[Topic, ...] = (
    Topic("mr.cooperation", MR, ADVICE, COOPERATION, ENTERING, "artikel 11, onder d, WMS", _alone),
    Topic("mr.exam", MR, CONSENT, EXAM, PLAN, "artikel 10, onder b, WMS", _alone, EXAM_ARTICLES),
    Topic("gmr.cooperation", GMR, ADVICE, COOPERATION, ENTERING, "artikelen 11, onder d, en 16 WMS", _common),
    Topic("gmr.exam", GMR, CONSENT, EXAM, PLAN, "artikelen 10, onder b, en 16 WMS", _common, EXAM_ARTICLES),
    Topic("pmr.staff", PMR, CONSENT, STAFF, JOINT, "artikel 12, eerste lid, onder a, WMS", _vo, ("B", "D")),
    Topic(
        "pmr.funding",
        PMR,
        CONSENT,
        FUNDING,
        MONEY,
        "artikel 12, eerste lid, onder j, WMS",
        _when("transfer", side=_vo),
        ("E",),
    ),
    Topic(
        "oud_lln.learners",
        FAMILY,
        CONSENT,
        LEARNERS,
        FAMILIES,
        "artikel 14, tweede lid, onder a, en derde lid, onder a, WMS",
        _vo,
        FAMILY_ARTICLES,
    ),
    Topic(
        "oud_lln.hours",
        FAMILY,
        CONSENT,
        HOURS,
        FEWER,
        "artikel 14, eerste lid, onder c, WMS",
        _when("fewer_hours", side=_vo),
        ("A", "D"),
    ),
    Topic(
        "oud_lln.guide",
        FAMILY,
        CONSENT,
        GUIDE,
        FEWER,
        "artikel 14, eerste lid, onder a, WMS",
        _when("fewer_hours", side=_vo),
        ("A", "D"),
    ),
    Topic(
        "oud_lln.privacy",
        FAMILY,
        CONSENT,
        PRIVACY,
        DATA,
        "artikel 14, derde lid, onder d, WMS",
        _vo,
        ("privacy",),
    ),
    Topic("or.cooperation", OR, ADVICE, COOPERATION, ENTERING, "artikel 25, eerste lid, onder b, WOR", _mbo),
    Topic(
        "or.staff",
        OR,
        CONSENT,
        STAFF,
        JOINT,
        "artikel 27 WOR",
        _when("staff_elsewhere", side=_mbo),
        ("B", "D"),
    ),
    Topic("studentenraad.cooperation", STUDENTS, ADVICE, COOPERATION, ENTERING, "artikel 8a.2.2 WEB", _mbo),
    Topic("studentenraad.exam", STUDENTS, CONSENT, EXAM, PLAN, "artikel 8a.2.2 WEB", _mbo, EXAM_ARTICLES),
    Topic(
        "ouderraad.cooperation",
        PARENTS,
        ADVICE,
        LEARNERS,
        FAMILIES,
        "artikel 8a.2.4 WEB",
        _when("vsg", side=_mbo),
        FAMILY_ARTICLES,
    ),
    Topic(
        "ouderraad.guide",
        PARENTS,
        CONSENT,
        GUIDE,
        FEWER,
        "artikel 8a.2.4 WEB",
        lambda content: content.vsg and content.fewer_hours,
        ("A", "D"),
    ),
)

_BY_CODE = {topic.code: topic for topic in TOPICS}


def topics_for(kind: str) -> list[Topic]:
    """Everything this kind of body can have a say in."""
    return [topic for topic in TOPICS if topic.kind == kind]


def known(codes: Iterable[str]) -> list[Topic]:
    """The topics with these codes, in the order of the table."""
    wanted = set(codes)
    return [topic for topic in TOPICS if topic.code in wanted & set(_BY_CODE)]
