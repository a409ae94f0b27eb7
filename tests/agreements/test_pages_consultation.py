"""Asking participation bodies, recording their answers, and their letters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate
from pytest_django import Settings

from accounts.actors import Actor
from agreements.models import Agreement, Consultation
from agreements.participation import TOPICS
from tests.agreements.pages import complaint_at, says, words
from tests.agreements.test_uploads import EICAR, scanner
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in
from tests.matrix.pages import read

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n%%EOF\n"
Answers = Callable[..., Any]


def questions(client: Client, address: str, **changes: object) -> dict[str, object]:
    """What the page of one board sends as it comes; `changes` hold for every body."""
    sent: dict[str, object] = {
        name: values[0] for name, values in read(client.get(address)).forms_to(address)[0].fields.items()
    }
    for name in list(sent):
        if (field := name.rpartition("-")[2]) in changes:
            sent[name] = changes[field]
    return sent


class TestAsking:
    @pytest.fixture
    def agreement(self) -> Agreement:
        return agreement_in("complete")

    @pytest.fixture
    def bodies(self, vmbo: Party) -> list[Any]:
        return list(vmbo.board.participation_bodies.all())

    @pytest.fixture
    def address(self, agreement: Agreement) -> str:
        return reverse("agreements:ask", args=[agreement.pk])

    def test_a_board_asks_its_own_bodies(
        self, client_as: ClientAs, vmbo: Party, mbo: Party, agreement: Agreement, bodies: list[Any], address: str
    ) -> None:
        client = client_as(vmbo.coordinator)
        page = words(client.get(address))
        assert all(str(body) in page for body in bodies)
        assert not any(str(body) in page for body in mbo.board.participation_bodies.all())
        sent = questions(client, address)
        assert client.post(address, sent).status_code == 302
        asked = {(one.body.kind, one.right): one.topics for one in agreement.consultations.select_related("body")}
        assert asked == {
            ("mr", "advice"): ["mr.cooperation"],
            ("mr", "consent"): ["mr.exam"],
            ("pmr", "consent"): ["pmr.staff", "pmr.funding"],
            ("oud_lln", "consent"): ["oud_lln.learners", "oud_lln.privacy"],
        }
        assert not agreement.departures.exists()
        again = client.post(address, sent)
        assert again.status_code == 403
        assert says(again, "Your board already asked its participation bodies.")

    @pytest.mark.parametrize(
        ("change", "field", "sentence"),
        [
            (
                {"other": "Rooster", "reason": "Reglement."},
                "other_right",
                "Choose advice or consent: the body must know which right it has.",
            ),
            (
                {"cooperation": "consent"},
                "reason",
                "You ask something else than the law proposes. Write down why; it is kept in the dossier.",
            ),
            (
                {"exam": ""},
                "reason",
                "You ask something else than the law proposes. Write down why; it is kept in the dossier.",
            ),
            ({"asked_on": ""}, "asked_on", "Fill in the day on which you asked."),
            (
                {"asked_on": (localdate() + timedelta(days=9)).isoformat()},
                "asked_on",
                "The day of asking cannot lie in the future.",
            ),
        ],
    )
    def test_a_wrong_question_gets_a_sentence(
        self,
        client_as: ClientAs,
        vmbo: Party,
        agreement: Agreement,
        bodies: list[Any],
        address: str,
        change: dict[str, str],
        field: str,
        sentence: str,
    ) -> None:
        client = client_as(vmbo.coordinator)
        answer = client.post(address, questions(client, address, **change))
        assert complaint_at(answer, f"id_body-{bodies[0].pk}-{field}", sentence)
        assert not agreement.consultations.exists()

    def test_a_board_asks_at_least_one_body(
        self, client_as: ClientAs, vmbo: Party, agreement: Agreement, bodies: list[Any], address: str
    ) -> None:
        client = client_as(vmbo.coordinator)
        subjects = {topic.subject: "" for topic in TOPICS}
        answer = client.post(address, questions(client, address, **subjects, reason="Niemand."))
        assert says(answer, "Choose at least one participation body: signing needs a closed dossier (S-040).")

    def test_a_request_without_the_count_of_rows_is_no_error(
        self, client_as: ClientAs, vmbo: Party, agreement: Agreement, address: str
    ) -> None:
        assert client_as(vmbo.coordinator).post(address, {}).status_code == 200
        assert not agreement.consultations.exists()


class TestAnswering:
    @pytest.fixture
    def consultation(self, vmbo: Party) -> Consultation:
        agreement = agreement_in("consultation")
        found = agreement.consultations.filter(board=vmbo.board, right="advice").first()
        assert found is not None
        return found

    @pytest.fixture
    def address(self, consultation: Consultation) -> str:
        return reverse("agreements:answer", args=[consultation.pk])

    @pytest.fixture
    def member(self, client_as: ClientAs, vmbo: Party) -> Client:
        return client_as(vmbo.participation)

    @pytest.fixture
    def answer(self, member: Client, address: str) -> Answers:
        def post(**given: object) -> Any:
            sent = {"outcome": "positive", "answered_on": localdate().isoformat(), "remarks": "Goed plan."} | given
            return member.post(address, {name: value for name, value in sent.items() if value != ""})

        return post

    def test_an_answer_with_a_letter_is_recorded(
        self, answer: Answers, client_as: ClientAs, mbo: Party, outsider: Actor, consultation: Consultation
    ) -> None:
        assert answer(letter=SimpleUploadedFile("Brief MR.pdf", PDF)).status_code == 302
        consultation.refresh_from_db()
        assert (consultation.outcome, consultation.letter_name) == ("positive", "Brief MR.pdf")
        letter = reverse("agreements:letter", args=[consultation.pk])
        download = client_as(mbo.director).get(letter)
        assert b"".join(download) == PDF
        assert download.headers["Content-Type"] == "application/pdf"
        assert download.headers["Content-Disposition"] == 'attachment; filename="Brief MR.pdf"'
        assert download.headers["X-Content-Type-Options"] == "nosniff"
        assert client_as(outsider).get(letter).status_code == 404

    def test_the_second_answer_is_refused_and_the_first_can_be_read(
        self, answer: Answers, member: Client, address: str
    ) -> None:
        assert answer().status_code == 302
        again = answer()
        assert again.status_code == 403
        assert says(again, "This body already answered.")
        page = member.get(address)
        assert says(page, "Positive advice")
        assert "Goed plan." in words(page)

    def test_a_consultation_without_letter_has_none(self, member: Client, consultation: Consultation) -> None:
        assert member.get(reverse("agreements:letter", args=[consultation.pk])).status_code == 404

    @pytest.mark.parametrize(
        ("given", "field", "sentence"),
        [
            ({"outcome": ""}, "outcome", "Choose what the body answered."),
            (
                {"outcome": "negative", "remarks": " "},
                "remarks",
                "Write down why; the boards must be able to answer it.",
            ),
            ({"answered_on": "gisteren"}, "answered_on", "Enter a valid date."),
            (
                {"letter": SimpleUploadedFile("brief.pdf", b"zomaar wat woorden")},
                "letter",
                "We cannot tell what kind of file this is. Choose a PDF, DOCX, XLSX, ODT, PNG or JPG file.",
            ),
            ({"letter": SimpleUploadedFile("leeg.pdf", b"")}, "letter", "This file is empty. Choose it again."),
        ],
    )
    def test_a_wrong_answer_gets_a_sentence_and_is_kept(
        self, answer: Answers, consultation: Consultation, given: dict[str, object], field: str, sentence: str
    ) -> None:
        refused = answer(**{"remarks": "Dit typte ik."} | given)
        assert refused.status_code == 200
        assert complaint_at(refused, f"id_{field}" if field != "outcome" else "id_outcome", sentence)
        assert "Dit typte ik." in words(refused) or given.get("remarks") == " "
        consultation.refresh_from_db()
        assert consultation.outcome == ""

    def test_the_day_lies_between_the_question_and_today(self, answer: Answers) -> None:
        for days in (-1, 1):
            day = localdate() + timedelta(days=days)
            refused = answer(answered_on=day.isoformat())
            assert f'value="{day.isoformat()}"' in words(refused)
            assert 'id="id_answered_on_error"' in words(refused)

    def test_no_answer_counts_only_after_the_term(self, answer: Answers) -> None:
        assert 'id="id_outcome_error"' in words(answer(outcome="no_answer"))

    def test_silence_is_no_consent(self, member: Client, consultation: Consultation) -> None:
        other = consultation.agreement.consultations.filter(board=consultation.board, right="consent")[0]
        page = words(member.get(reverse("agreements:answer", args=[other.pk])))
        assert 'value="negative"' in page
        assert 'value="no_answer"' not in page

    def test_a_large_letter_is_refused(self, answer: Answers, settings: Settings) -> None:
        settings.UPLOAD_MAX_BYTES = 10
        assert 'id="id_letter_error"' in words(answer(letter=SimpleUploadedFile("brief.pdf", PDF)))

    def test_others_read_why_they_cannot_answer(self, client_as: ClientAs, vmbo: Party, address: str) -> None:
        coordinator = client_as(vmbo.coordinator)
        page = coordinator.get(address)
        assert page.status_code == 200
        assert "<textarea" not in words(page)
        assert coordinator.post(address, {}).status_code == 403

    def test_a_letter_waits_for_the_scanner(
        self,
        answer: Answers,
        client_as: ClientAs,
        mbo: Party,
        consultation: Consultation,
        settings: Settings,
        run_jobs: Callable[..., list[str]],
    ) -> None:
        address = reverse("agreements:letter", args=[consultation.pk])
        reader = client_as(mbo.director)
        with scanner(settings) as heard:
            assert answer(letter=SimpleUploadedFile("Brief MR.pdf", PDF)).status_code == 302
            assert reader.get(address).status_code == 403
            assert "badge--waiting" in words(reader.get(reverse("agreements:answer", args=[consultation.pk])))
            run_jobs("agreements.scan_letter")
        assert heard == [PDF]
        assert b"".join(reader.get(address)) == PDF

    def test_a_letter_with_a_virus_is_thrown_away(
        self,
        answer: Answers,
        member: Client,
        consultation: Consultation,
        settings: Settings,
        run_jobs: Callable[..., list[str]],
    ) -> None:
        with scanner(settings):
            answer(letter=SimpleUploadedFile("brief.pdf", PDF + EICAR))
            consultation.refresh_from_db()
            path = consultation.letter.name
            run_jobs("agreements.scan_letter", "agreements.throw_away")
            run_jobs("agreements.throw_away")
        consultation.refresh_from_db()
        assert (consultation.letter.name, consultation.letter_state) == ("", "refused")
        assert not default_storage.exists(path)
        assert member.get(reverse("agreements:letter", args=[consultation.pk])).status_code == 404
