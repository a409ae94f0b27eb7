"""Enrolment, attendance and the young person’s position: settled by law and by fixed text, not by a choice."""

from __future__ import annotations

from .base import AgreementRule, Severity, Text, fails, fixed_text, passes, says, tells
from .examples import GOOD, own_words

FIXED = Text(
    "Dit staat in de vaste tekst over registratie en inschrijving.",
    "This is in the fixed text about registration and enrolment.",
)


def _upheld(id: str, severity: Severity, sentence: Text, why: Text, topics: tuple[str, ...], by: Text) -> AgreementRule:
    return AgreementRule(id=id, severity=severity, sentence=sentence, why=why, topics=topics, upheld_by=by)


def _told(id: str, sentence: Text, why: Text, topics: tuple[str, ...]) -> AgreementRule:
    return AgreementRule(
        id=id,
        severity=Severity.INFO,
        sentence=sentence,
        why=why,
        topics=topics,
        check=says(sentence.nl, sentence.en),
        examples=(tells("Elke overeenkomst", "Every agreement", GOOD),),
    )


R070 = _upheld(
    "R-070",
    Severity.DATA,
    Text(
        "In jaar 1 en 2 is de jongere leerling van de school, in de leerweg en het profiel van de leerroute.",
        "In years 1 and 2 the young person is a pupil of the school, in the leerweg and profile of the route.",
    ),
    Text(
        "Ook wie les heeft op het mbo, hoort dan nog bij het vmbo. De school is verantwoordelijk en krijgt de "
        "bekostiging.",
        "Also those with lessons at the mbo belong to the vmbo then. The school is responsible and is funded.",
    ),
    ("enrolment",),
    FIXED,
)
R071 = _upheld(
    "R-071",
    Severity.DATA,
    Text(
        "Vanaf jaar 3 is de jongere student van de instelling. De school levert de gegevens voor de inschrijving.",
        "From year 3 the young person is a student of the institution. The school supplies the data for enrolment.",
    ),
    Text(
        "De overstap gebeurt achter de schermen, zodat niemand zich opnieuw hoeft aan te melden. Dat voorkomt uitval "
        "in de zomer.",
        "The switch happens behind the scenes, so that nobody has to apply again. That prevents drop-out in summer.",
    ),
    ("enrolment",),
    FIXED,
)
R072 = AgreementRule(
    id="R-072",
    severity=Severity.WARN,
    sentence=Text(
        "De fase bepaalt de bekostiging, niet de inschrijving. Wie in de mbo-fase nog vmbo-onderdelen doet, kan "
        "volgens DUO bij de school ingeschreven blijven.",
        "The phase decides the funding, not the enrolment. Whoever still does vmbo parts in the mbo phase may stay "
        "enrolled at the school, according to DUO.",
    ),
    why=Text(
        "De wet zegt: uitschrijven in jaar 3; DUO werkt anders. De administraties stemmen daarom af wat DUO vraagt.",
        "The law says: deregister in year 3; DUO works differently. So the administrations agree on what DUO asks.",
    ),
    topics=("enrolment",),
    check=fixed_text(
        "registratie",
        FIXED,
        Text(
            "Het artikel over registratie is in eigen woorden. Leg uit hoe u de inschrijving in jaar 3 regelt.",
            "The article about registration is in own words. Explain how you settle enrolment in year 3.",
        ),
    ),
    examples=(
        passes("De vaste tekst", "The fixed text", GOOD),
        fails("In eigen woorden", "In own words", own_words("registratie")),
    ),
)
R073 = _upheld(
    "R-073",
    Severity.DATA,
    Text(
        "Er is geen aparte overeenkomst tussen leerling en mbo nodig. Het studentenstatuut geldt al vanaf jaar 1.",
        "No separate agreement between pupil and mbo is needed. The student charter holds from year 1 on.",
    ),
    Text(
        "De onderwijsovereenkomst is afgeschaft. Een papier minder dus, met dezelfde rechten.",
        "The educational contract was abolished. So one paper less, with the same rights.",
    ),
    ("enrolment",),
    Text(
        "Leerroutes vraagt zo’n overeenkomst niet en kent dat document niet.", "Leerroutes asks for no such agreement."
    ),
)
R074 = _told(
    "R-074",
    Text(
        "Binnen de leerroute gelden geen aanmelding voor 1 april, geen toelating en geen bindend studieadvies.",
        "Inside the route there is no application before 1 April, no admission and no binding study advice.",
    ),
    Text(
        "De leerling zit al in de leerroute en hoeft niet nog eens binnen te komen. De wet sluit die regels uit.",
        "The pupil is already in the route and need not come in again. That is why the law excludes those rules.",
    ),
    ("exempt",),
)
R077 = _upheld(
    "R-077",
    Severity.DATA,
    Text(
        "De school meldt verzuim in jaar 1 en 2, de instelling vanaf jaar 3.",
        "The school reports absence in years 1 and 2, the institution from year 3.",
    ),
    Text(
        "Eén van beide moet melden, anders doet niemand het. Het volgt de fase, net als de bekostiging.",
        "One of the two must report, or nobody does. It follows the phase, just like the funding.",
    ),
    ("enrolment",),
    FIXED,
)
R078 = _told(
    "R-078",
    Text(
        "De leerplicht loopt tot het eind van het schooljaar waarin iemand 16 wordt, de kwalificatieplicht tot 18.",
        "Compulsory education lasts until the end of the school year of turning 16, the duty to qualify until 18.",
    ),
    Text(
        "Een leerroute verandert daar niets aan (Leerplichtwet 1969). Wie stopt voor zijn 18e, moet dus ergens verder.",
        "A route changes nothing about that (Leerplichtwet 1969). So whoever stops before 18 must go on somewhere.",
    ),
    (),
)
R079 = _told(
    "R-079",
    Text(
        "Een student zonder vmbo-diploma wordt pas verwijderd nadat een andere plek is gezocht.",
        "A student without a vmbo diploma is removed only after another place was sought.",
    ),
    Text(
        "Zo’n student heeft nog geen enkel diploma. De wet beschermt hem daarom als een leerling.",
        "Such a student has no diploma at all yet. That is why the law protects him like a pupil.",
    ),
    ("removal",),
)
R081 = _told(
    "R-081",
    Text(
        "Lesgeld is pas verschuldigd in de bol, en vanaf 18 jaar op 1 augustus.",
        "Tuition is due only in bol, and from the age of 18 on 1 August.",
    ),
    Text(
        "Ouders vragen hier vaak naar. In de eerste jaren van de leerroute is er bijna nooit lesgeld.",
        "Parents often ask about this. In the first years of the route there is hardly ever tuition.",
    ),
    (),
)

RULES = (R070, R071, R072, R073, R074, R077, R078, R079, R081)
