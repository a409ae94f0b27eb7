"""The ten topics of the law: each is an article of the agreement, and each is filled in (2.107b, a to j)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from agreements.clauses.shapes import Library
from agreements.clauses.values import gaps

from .base import (
    NO_ARTICLE,
    AgreementRule,
    Answer,
    Check,
    Dossier,
    Scope,
    Severity,
    Text,
    at,
    fails,
    met,
    not_met,
    passes,
)
from .examples import GOOD, SHELF, UNFUNDED, answered, empty, internal, line

LETTERS = "ABCDEFGHIJ"
SKIPPED_INTERNALLY = "HI"
"""An interne regeling leaves out h and i; the two acts differ about j, so j stays (domain.md 3.3)."""

SUBJECTS = {
    "A": Text("het profiel en het domein of de kwalificatie", "the profile and the domain or qualification"),
    "B": Text("de leiding over de leerroute", "the leadership of the route"),
    "C": Text("informatie en verantwoording", "information and accountability"),
    "D": Text("de inrichting van de leerroute", "the set-up of the route"),
    "E": Text("de overdracht van bekostiging", "the transfer of funding"),
    "F": Text("de overstapopties", "the exit options"),
    "G": Text("de betrokkenheid van bedrijven", "the involvement of business"),
    "H": Text("geschillen tussen partijen", "disputes between the parties"),
    "I": Text("toetreding, wijziging en einde", "accession, change and end"),
    "J": Text("de medezeggenschap", "participation"),
}


def needed(dossier: Dossier) -> str:
    """The letters that this agreement cannot do without."""
    out = SKIPPED_INTERNALLY if dossier.is_internal else ""
    return "".join(letter for letter in LETTERS if letter not in out and (letter != "E" or dossier.facts.funded))


def every_topic_is_there(dossier: Dossier) -> Iterator[Answer]:
    present = {clause.letter.upper() for clause in dossier.clauses}
    missing = [letter for letter in needed(dossier) if letter not in present]
    for letter in missing:
        subject = SUBJECTS[letter]
        yield not_met(
            f"Er is geen artikel over {subject.nl} (onderwerp {letter.lower()}).",
            f"There is no article about {subject.en} (topic {letter.lower()}).",
        )
    if not missing:
        yield met("Alle verplichte onderwerpen hebben een artikel.", "Every mandatory topic has an article.")


WITHOUT_G = replace(GOOD, shelf=Library(SHELF.version, tuple(one for one in SHELF.clauses if one.code != "G")))

TOPICS = AgreementRule(
    id="C-0",
    severity=Severity.BLOCK,
    sentence=Text(
        "De overeenkomst heeft een artikel over elk van de tien verplichte onderwerpen, a tot en met j.",
        "The agreement has an article about each of the ten mandatory topics, a to j.",
    ),
    why=Text(
        "De wet noemt tien onderwerpen die in elk geval geregeld zijn. Een interne regeling mag zonder h en i; "
        "een overeenkomst tussen besturen zonder geld van het Rijk mag zonder e.",
        "The law names ten topics that are settled in any case. An internal regulation may do without h and i; "
        "an agreement between boards without state funding may do without e.",
    ),
    topics=("agreement",),
    check=every_topic_is_there,
    examples=(
        passes("Alle tien", "All ten", GOOD),
        passes("Een interne regeling zonder h en i", "An internal regulation without h and i", internal(is_vsg=True)),
        passes("Zonder geld van het Rijk en zonder e", "Without state funding and without e", UNFUNDED),
        fails("Zonder bedrijven", "Without business", WITHOUT_G),
    ),
)


def gap_answers(scope: Scope) -> Iterator[Answer]:
    for gap in gaps(scope.clause, scope.data, scope.facts, scope.route):
        nl, en = f"Nog in te vullen: {_ended(gap.label.nl)}", f"Still to be filled in: {_ended(gap.label.en)}"
        yield at(not_met(nl, en, gap.field), scope)


def _ended(label: str) -> str:
    return label if label.endswith("?") else f"{label}."


def _filled_in(letter: str) -> Check[Dossier]:
    def check(dossier: Dossier) -> Iterator[Answer]:
        for scope in dossier.scopes(letter):
            yield from list(gap_answers(scope)) or [at(met("Alles is ingevuld.", "Everything is filled in."), scope)]
        if not dossier.scopes(letter):
            yield NO_ARTICLE

    return check


def _topic(letter: str, broken: Dossier, needs: Text, why: Text) -> AgreementRule:
    subject = SUBJECTS[letter]
    return AgreementRule(
        id=f"C-{letter}1",
        severity=Severity.BLOCK,
        sentence=Text(
            f"Onderwerp {letter.lower()} is ingevuld: {subject.nl}. {needs.nl}",
            f"Topic {letter.lower()} is filled in: {subject.en}. {needs.en}",
        ),
        why=why,
        topics=("agreement",),
        check=_filled_in(letter),
        examples=(
            passes("Alles ingevuld", "Everything filled in", GOOD),
            fails("Eén antwoord ontbreekt", "One answer is missing", broken),
        ),
    )


FILLED_IN = (
    _topic(
        "A",
        answered("A", line(related_motivation=""), relatedness=""),
        Text("Elke leerroute staat erin.", "Every route is in it."),
        Text(
            "Zonder profiel en opleiding is niet duidelijk welke leerroute de besturen samen geven. Daarom begint de "
            "lijst van de wet ermee.",
            "Without profile and programme it is not clear which route the boards give together. That is why the list "
            "of the law begins with it.",
        ),
    ),
    _topic(
        "B",
        empty("B", "appointment"),
        Text(
            "Vorm, functies, benoeming, en voor elk bestuur de taken en bevoegdheden staan erin.",
            "Its form, functions and appointment are in it, and for each board the tasks and powers.",
        ),
        Text(
            "Eén leerroute van meer besturen heeft één leiding nodig. Elk bestuur moet weten wat die namens het "
            "bestuur mag beslissen.",
            "One route of several boards needs one leadership. Each board must know what it may decide on its behalf.",
        ),
    ),
    _topic(
        "C",
        empty("C", "moments"),
        Text("Elk bestuur krijgt het verslag.", "Every board receives the report."),
        Text(
            "De besturen blijven verantwoordelijk, ook als een ander de leiding heeft. Dat kan alleen als zij op tijd "
            "horen hoe het gaat.",
            "The boards stay responsible, also when somebody else leads. They can only be so if they hear in time how "
            "things go.",
        ),
    ),
    _topic(
        "D",
        empty("D", "locations"),
        Text(
            "Programma, locaties, personeel en voorzieningen staan erin.",
            "Programme, locations, staff and facilities are in it.",
        ),
        Text(
            "Hier staat wat een leerling echt krijgt: welk onderwijs, waar en van wie. De inspectie en de "
            "medezeggenschap kijken hier het eerst.",
            "Here it says what a pupil really gets: which teaching, where and from whom. The inspectorate and the "
            "participation bodies look here first.",
        ),
    ),
    _topic(
        "E",
        empty("E", "transfer"),
        Text("Ook “geen overdracht” staat er met zoveel woorden.", "“No transfer” is said in so many words too."),
        Text(
            "Geld voor het vo is voor het vo, tenzij de besturen samen iets anders afspreken. Dan moet iedereen kunnen "
            "zien hoeveel en waarvoor.",
            "Money for the school is for the school, unless the boards agree otherwise. Then everyone must be able to "
            "see how much and for what.",
        ),
    ),
    _topic(
        "F",
        empty("F", "judgement"),
        Text(
            "Per situatie staat er waarheen, wie handelt en binnen welke termijn.",
            "For each situation it says where to, who acts and within which term.",
        ),
        Text(
            "Niet iedereen maakt de leerroute af. Wie stopt, mag niet tussen vmbo en mbo in vallen.",
            "Not everybody finishes the route. Whoever stops must not fall between vmbo and mbo.",
        ),
    ),
    _topic(
        "G",
        empty("G", "feedback"),
        Text("Er is ten minste één vorm van samenwerking.", "There is at least one form of working together."),
        Text(
            "De leerroute leidt op voor een beroep. Bedrijven weten wat dat beroep nu vraagt.",
            "The route trains for an occupation. Companies know what that occupation asks now.",
        ),
    ),
    _topic(
        "H",
        empty("H", "steps"),
        Text("Elke stap heeft een termijn.", "Every step has a term."),
        Text(
            "Besturen kunnen van mening verschillen; leerlingen mogen daar geen last van hebben. Daarom staat vooraf "
            "vast hoe u eruit komt.",
            "Boards can disagree; pupils must not suffer from that. That is why it is settled beforehand how you solve "
            "it.",
        ),
    ),
    _topic(
        "I",
        empty("I", "care_plan"),
        Text(
            "Toetreden, veranderen en stoppen zijn geregeld, met een zorgplan voor wie al begonnen is.",
            "Joining, changing and stopping are settled, with a care plan for those who have started.",
        ),
        Text(
            "Een leerroute duurt jaren, besturen en regels veranderen. De wet wil dat leerlingen daar zo min mogelijk "
            "van merken.",
            "A route takes years; boards and rules change. The law wants pupils to notice as little of that as "
            "possible.",
        ),
    ),
    _topic(
        "J",
        empty("J", "hearing"),
        Text(
            "Er staat welk orgaan waarover meepraat, en hoe leerlingen en ouders worden gehoord.",
            "It says which body has a say in what, and how pupils and parents are heard.",
        ),
        Text(
            "Twee stelsels van medezeggenschap komen hier samen. Zonder afspraak praat niemand mee, of iedereen "
            "dubbel.",
            "Two systems of participation meet here. Without an arrangement nobody has a say, or everybody twice.",
        ),
    ),
)

RULES = (TOPICS, *FILLED_IN)
