"""The authoritative validators find nothing wrong: veraPDF in the files, the DSS of the European Commission in the
signatures. On CI this must run; where Java or Maven is missing it is named as left out (tests/reporting.py).

Nothing here depends on the database, and it takes minutes, so one engine is enough."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from accounts.models import Board
from agreements.evidence import evidence_of, last_fact
from agreements.facts import facts_of
from agreements.model_clauses import answers_of
from agreements.paper.evidence import evidence_words
from agreements.paper.fields import signature_field
from agreements.paper.pdf import render_pdf
from agreements.sealing import pades, timestamps
from agreements.sealing.keys import key_store
from agreements.sealing.trust import trust
from tests.agreements.paper_cases import Paper
from tests.factories import agreement_in
from workflows.demo.cases import CASES
from workflows.demo.play import Playing

from . import generated, validators

pytestmark = [
    pytest.mark.conformance,
    pytest.mark.engine("sqlite"),
    pytest.mark.django_db,
    pytest.mark.skipif(bool(validators.missing()), reason=f"Not on this machine: {', '.join(validators.missing())}"),
]

Report = validators.Report
TAMPERED = ("pair", "intern")


def test_verapdf_finds_nothing_in_fifty_generated_documents(tmp_path: Path) -> None:
    for name, paper in generated.papers():
        (tmp_path / f"{name}.pdf").write_bytes(paper.pdf)
    report = validators.validated(tmp_path)
    assert len(report) == generated.CASES
    assert {name: told["failures"] for name, told in report.items() if told["failures"]} == {}


def test_verapdf_does_find_what_is_wrong(tmp_path: Path) -> None:
    """A validator that never complains proves nothing."""
    from weasyprint import HTML

    HTML(string="<title>T</title><p>Een gewoon bestand").write_pdf(tmp_path / "plain.pdf")
    standards = {failure["standard"] for failure in validators.validated(tmp_path)["plain.pdf"]["failures"]}
    assert standards == {"3a", "ua1"}


def test_verapdf_finds_nothing_in_the_evidence(tmp_path: Path) -> None:
    agreement = agreement_in("in_force")
    told = evidence_of(agreement)
    html, data = evidence_words(told, code="0123456789", moment=last_fact(told))
    (tmp_path / "evidence.pdf").write_bytes(render_pdf(html, evidence=data))
    assert validators.validated(tmp_path)["evidence.pdf"]["failures"] == []


@pytest.fixture(scope="module")
def demonstration(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Report:
    """Every case of the demonstration: to sign, and signed by all boards; of two also with a byte changed."""
    folder = tmp_path_factory.mktemp("demonstration")
    with django_db_blocker.unblock(), transaction.atomic():
        for slug, case in CASES.items():
            _write(folder, slug, Playing(case))
        transaction.set_rollback(True)
    root = folder / "root.pem"
    root.write_bytes(trust().roots[0])
    return validators.validated(folder, trust=root)


def _write(folder: Path, slug: str, playing: Playing) -> None:
    for _step in playing.play("agreement_filled"):
        pass
    paper = Paper(facts_of(playing.agreement), answers_of(playing.agreement))
    (folder / f"{slug}.pdf").write_bytes(paper.pdf)
    signed = paper.pdf
    for party in paper.facts.signing:
        signed = _signed(signed, Board.objects.get(pk=party.board_id))
    (folder / f"{slug}-signed.pdf").write_bytes(signed)
    if slug in TAMPERED:
        (folder / f"{slug}-tampered.pdf").write_bytes(signed.replace(b"(nl)", b"(en)", 1))


def _signed(pdf: bytes, board: Board) -> bytes:
    facts = pades.Facts(
        field=signature_field(board.pk),
        agreement="SOK-00001",
        board=board.name,
        place=board.seat,
        name="Łucja van der Żółw",
        function="voorzitter van het college van bestuur",
        mandate="Mandaatregeling 2026, artikel 3",
        moment=datetime.now(UTC),
    )
    signer, stamps = key_store().signer_for(board), timestamps.timestamper()
    return pades.sign(pdf, facts, signer=signer, timestamper=stamps, trust=trust())


@pytest.mark.parametrize("kind", ["", "-signed"])
def test_verapdf_finds_nothing_in_the_demonstration(demonstration: Report, kind: str) -> None:
    found = {slug: demonstration[f"{slug}{kind}.pdf"]["failures"] for slug in CASES}
    assert {slug: failures for slug, failures in found.items() if failures} == {}


def test_dss_accepts_every_signature(demonstration: Report) -> None:
    for slug, case in CASES.items():
        signatures = demonstration[f"{slug}-signed.pdf"]["signatures"]
        assert len(signatures) >= len(case.boards)
        for one in signatures:
            assert (one["indication"], one["level"]) == ("TOTAL_PASSED", "PAdES-BASELINE-LTA"), one


def test_dss_rejects_every_signature_over_other_bytes(demonstration: Report) -> None:
    for slug in TAMPERED:
        signatures = demonstration[f"{slug}-tampered.pdf"]["signatures"]
        assert signatures
        assert not [one for one in signatures if one["indication"] == "TOTAL_PASSED"]
