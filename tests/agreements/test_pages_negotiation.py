"""The page of an article while boards negotiate: drafts, proposals, acceptance, two people at once, comments."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.actors import Actor
from agreements.model_clauses import answers_of
from agreements.models import Agreement, ClauseText, Comment, PrivateDraft
from agreements.selectors import text_of
from agreements.services import accept_clause, approve_agreement, save_clause, send_back_agreement
from tests.agreements.pages import queries, says, words
from tests.conftest import ClientAs
from tests.factories import Party, agreement_in, run_jobs
from workflows.demo.cases import PAIR
from workflows.demo.play import Playing

pytestmark = pytest.mark.django_db

SECRET = "Tot twintigduizend euro geven we toe."


@pytest.fixture
def draft(db: None) -> Agreement:
    return agreement_in("filled")


@pytest.fixture
def school(client_as: ClientAs, vmbo: Party) -> Client:
    return client_as(vmbo.coordinator)


@pytest.fixture
def college(client_as: ClientAs, mbo: Party) -> Client:
    return client_as(mbo.coordinator)


def at(agreement: Agreement, name: str = "clause", code: str = "partijen") -> str:
    return reverse(f"agreements:{name}", args=[agreement.pk, code])


def seen(page: HttpResponse, name: str = "seen_version") -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', words(page))
    assert found is not None
    return found[1]


def typed(agreement: Agreement, purpose: str, **more: Any) -> dict[str, Any]:
    stored = ClauseText.objects.get(agreement=agreement, code="partijen")
    return {"seen_version": stored.version, "seen_draft": 0, "a-purpose": purpose} | more


# --- own draft and table -------------------------------------------------------------------------


def test_a_draft_is_kept_for_the_own_board(
    school: Client, college: Client, client_as: ClientAs, vmbo: Party, draft: Agreement
) -> None:
    address = at(draft)
    assert school.post(address, typed(draft, SECRET, draft="1")).headers["Location"] == address
    mine = school.get(address)
    assert SECRET in words(mine)
    assert says(mine, "not on the table")
    assert SECRET not in words(college.get(address))
    assert SECRET not in words(client_as(vmbo.director).get(address))  # a director reads what is on the table
    for name in ("text",):
        assert SECRET not in words(school.get(reverse(f"agreements:{name}", args=[draft.pk])))
    assert school.post(at(draft, "own_draft"), {"drop": "1"}).status_code == 302
    assert not PrivateDraft.objects.exists()


def test_typing_keeps_a_draft_and_a_colleague_is_told(school: Client, draft: Agreement) -> None:
    first = school.post(at(draft, "own_draft"), typed(draft, "Een."))
    assert seen(first, "seen_draft") == "1"
    second = school.post(at(draft, "own_draft"), typed(draft, "Twee.", seen_draft="1"))
    assert seen(second, "seen_draft") == "2"
    stale = school.post(at(draft, "own_draft"), typed(draft, "Drie.", seen_draft="1"))
    assert says(stale, "A colleague saved this draft while you were writing. Your text is still here.")
    assert PrivateDraft.objects.get().data["purpose"] == "Twee."


def test_what_cannot_be_read_is_not_kept(school: Client, draft: Agreement) -> None:
    page = school.post(at(draft, "own_draft", "I"), {"seen_version": 1, "seen_draft": 0, "a-notice_months": "veel"})
    assert says(page, "Not kept yet: something typed cannot be read.")
    assert not PrivateDraft.objects.exists()


def test_a_draft_goes_on_the_table(school: Client, college: Client, draft: Agreement) -> None:
    school.post(at(draft), typed(draft, "Samen sterk.", draft="1"))
    school.post(at(draft), typed(draft, "Samen sterk.", note="Korter."))
    assert not PrivateDraft.objects.exists()
    assert "Samen sterk." in words(college.get(at(draft)))
    page = college.get(at(draft, "proposals"))
    assert "Samen sterk." in words(page)
    assert "Korter." in words(page)


def test_a_draft_begun_before_another_proposal_is_put_together_with_it(
    school: Client, college: Client, draft: Agreement
) -> None:
    answers = typed(draft, "Van de school.")
    school.post(at(draft), answers | {"draft": "1"})
    college.post(at(draft), typed(draft, "Van de instelling."))
    page = school.get(at(draft))
    assert says(page, "Since then another text was put on the table; you will get to see both.")
    again = school.post(at(draft), {"seen_version": seen(page), "seen_draft": 1, "a-purpose": "Van de school."})
    assert says(again, "Somebody was quicker")
    assert "Van de instelling." in words(again)


# --- two people at once --------------------------------------------------------------------------


def test_what_they_changed_elsewhere_is_taken_over(school: Client, college: Client, draft: Agreement) -> None:
    code, before = "I", dict(answers_of(draft)["I", None])
    page = school.get(at(draft, code=code))
    fields = dict(re.findall(r'name="(a-[\w-]+)"[^>]* value="([^"]*)"', words(page)))
    areas = dict(re.findall(r'<textarea name="(a-[\w-]+)"[^>]*>\n?([^<]*)</textarea>', words(page)))
    form = fields | areas | {"seen_version": seen(page), "seen_draft": "0"}
    college.post(at(draft, code=code), form | {"a-notice_months": "18"})
    answer = school.post(at(draft, code=code), form | {"a-join": "Iedereen is welkom."})
    assert says(answer, "Nothing you wrote is in conflict. Look it through, and put it on the table.")
    assert 'value="18"' in words(answer)
    assert "Iedereen is welkom." in words(answer)
    assert answers_of(draft)[code, None]["notice_months"] == 18
    assert answers_of(draft)[code, None]["join"] == before["join"]


def test_of_a_field_both_changed_one_chooses(school: Client, college: Client, draft: Agreement) -> None:
    mine = typed(draft, "Van de school.")
    college.post(at(draft), typed(draft, "Van de instelling."))
    answer = school.post(at(draft), mine)
    assert 'name="theirs" value="purpose"' in words(answer)
    chosen = {"seen_version": seen(answer), "seen_draft": 0, "a-purpose": "Van de school.", "theirs": "purpose"}
    assert school.post(at(draft), chosen).status_code == 302
    assert answers_of(draft)["partijen", None] == {"purpose": "Van de instelling."}


# --- accept and reject ---------------------------------------------------------------------------


def test_accepting_on_the_page(school: Client, college: Client, mbo: Party, draft: Agreement) -> None:
    school.post(at(draft), typed(draft, "Samen."))
    page = college.get(at(draft))
    answer = college.post(at(draft, "stance"), {"seen_sha256": seen(page, "seen_sha256")}, follow=True)
    assert says(answer, "Your board accepts this article.")
    assert says(answer, "accepts these words")


def test_rejecting_asks_for_a_reason_and_shows_it(school: Client, college: Client, draft: Agreement) -> None:
    page = college.get(at(draft))
    told = {"seen_sha256": seen(page, "seen_sha256"), "verdict": "reject"}
    assert says(college.post(at(draft, "stance"), told), "Please give a reason; the others will read it.")
    college.post(at(draft, "stance"), told | {"reason": "Dit is te mager."})
    assert "Dit is te mager." in words(school.get(at(draft)))


def test_words_that_moved_are_not_accepted(school: Client, college: Client, draft: Agreement) -> None:
    shown = seen(college.get(at(draft)), "seen_sha256")
    school.post(at(draft), typed(draft, "Toch anders."))
    answer = college.post(at(draft, "stance"), {"seen_sha256": shown}, follow=True)
    assert says(answer, "The article changed while you read it. Read it again before your board decides.")


def test_before_saving_the_page_says_what_it_reopens(
    school: Client, college: Client, mbo: Party, draft: Agreement
) -> None:
    accept_clause(
        draft,
        actor=mbo.coordinator,
        code="partijen",
        route=None,
        seen_sha256=text_of(draft).digests["partijen", None],
    )
    assert str(mbo.board) in words(school.get(at(draft)))
    preview = school.post(at(draft, "clause_preview"), typed(draft, "Iets anders."))
    assert says(preview, "Putting this on the table asks for a new acceptance of:")
    same = school.post(at(draft, "clause_preview"), typed(draft, answers_of(draft)["partijen", None]["purpose"]))
    assert not says(same, "Putting this on the table asks for a new acceptance of:")


def test_own_words_are_written_member_by_member(school: Client, draft: Agreement) -> None:
    page = school.get(at(draft))
    areas = re.findall(r'<textarea name="(w-lid-\d+)"[^>]*>\n?([^<]*)</textarea>', words(page))
    given = dict(areas) | {"w-shown": "1"}
    given[areas[-1][0]] = "Partijen vieren het begin samen."
    purpose = answers_of(draft)["partijen", None]["purpose"]
    assert school.post(at(draft), typed(draft, purpose, **given)).status_code == 302
    assert "Partijen vieren het begin samen." in words(school.get(reverse("agreements:text", args=[draft.pk])))
    assert says(school.get(at(draft)), "Changed from the model text")
    broken = school.post(at(draft), typed(draft, purpose, **(given | {areas[-1][0]: "Zie {onzin}."})))
    assert "{onzin} is hier geen antwoord." in words(broken)
    back = school.post(at(draft), typed(draft, purpose, **(given | {"w-model": "on"})))
    assert back.status_code == 302
    assert "_wording" not in answers_of(draft)["partijen", None]


# --- comments ------------------------------------------------------------------------------------


def test_comments_for_the_own_board_stay_there(
    school: Client, college: Client, client_as: ClientAs, inspector: Actor, draft: Agreement
) -> None:
    said = {"c-body": SECRET, "c-audience": "own"}
    assert school.post(at(draft, "comment"), said).status_code == 302
    assert SECRET in words(school.get(at(draft)))
    assert SECRET not in words(college.get(at(draft)))
    mine = Comment.objects.get()
    assert college.post(reverse("agreements:settle_comment", args=[mine.pk])).status_code == 404
    assert school.post(reverse("agreements:settle_comment", args=[mine.pk])).status_code == 302


def test_a_comment_for_all_is_read_by_all(school: Client, college: Client, draft: Agreement) -> None:
    school.post(at(draft, "comment"), {"c-body": "Kan dit korter?", "c-audience": "all"})
    assert "Kan dit korter?" in words(college.get(at(draft)))


def test_a_refused_comment_keeps_what_was_typed(school: Client, draft: Agreement) -> None:
    answer = school.post(
        at(draft, "comment"), {"c-body": "Waarom dit?", "c-audience": "all", "c-passage": "Dit staat er niet."}
    )
    assert says(answer, "These words do not stand in the article. Copy the passage from the text.")
    assert "Waarom dit?" in words(answer)
    assert says(school.post(at(draft, "comment"), {"c-audience": "all"}), "Write something first.")


def test_others_read_and_do_not_touch(client_as: ClientAs, vmbo: Party, draft: Agreement) -> None:
    director = client_as(vmbo.director)
    assert director.get(at(draft, "proposals")).status_code == 200
    assert director.post(at(draft, "stance"), {}).status_code == 403
    assert director.post(at(draft, "own_draft"), {}).status_code == 403
    assert director.post(at(draft, "comment"), {"c-body": "Mooi.", "c-audience": "all"}).status_code == 302


def test_strangers_find_nothing(client_as: ClientAs, outsider: Actor, draft: Agreement) -> None:
    stranger = client_as(outsider)
    assert stranger.get(at(draft, "proposals")).status_code == 404
    for name in ("stance", "own_draft", "comment"):
        assert stranger.post(at(draft, name), {}).status_code == 404


def test_a_route_that_is_no_route_is_not_found(school: Client, draft: Agreement) -> None:
    for given in ("999999", "x", "-1", "²"):
        assert school.get(at(draft, "proposals", "A") + f"?route={given}").status_code == 404
    route = draft.covered.get().route_id
    assert school.get(at(draft, "proposals", "A") + f"?route={route}").status_code == 200


def test_the_page_costs_the_same_with_many_comments_and_proposals(
    client_as: ClientAs, vmbo: Party, mbo: Party, draft: Agreement
) -> None:
    def cost() -> int:
        return queries(client_as(vmbo.coordinator), at(draft))

    def say(number: int) -> None:
        client_as(vmbo.coordinator).post(at(draft, "comment"), {"c-body": f"Opmerking {number}.", "c-audience": "all"})
        version = ClauseText.objects.get(agreement=draft, code="partijen").version
        save_clause(
            draft,
            actor=(vmbo, mbo)[number % 2].coordinator,
            code="partijen",
            route=None,
            seen_version=version,
            data={"purpose": f"Doel {number}."},
        )

    for number in range(2):
        say(number)
    few = cost()
    for number in range(2, 8):
        say(number)
    assert cost() == few


# --- what the other pages make of it -------------------------------------------------------------


def test_the_case_page_says_where_each_article_is(
    school: Client, college: Client, client_as: ClientAs, mbo: Party, draft: Agreement
) -> None:
    assert says(college.get(draft.get_absolute_url()), "your board has to look at it")
    assert says(school.get(draft.get_absolute_url()), "waits for %(boards)s", boards=mbo.board)
    shown = seen(college.get(at(draft)), "seen_sha256")
    college.post(at(draft, "stance"), {"seen_sha256": shown})
    assert says(school.get(draft.get_absolute_url()), "accepted by every board")
    college.post(at(draft, "stance"), {"seen_sha256": shown, "verdict": "reject", "reason": "Nee."})
    assert says(school.get(draft.get_absolute_url()), "rejected by %(boards)s", boards=mbo.board)


def test_a_director_is_shown_what_changed_since(client_as: ClientAs, vmbo: Party, mbo: Party) -> None:
    agreement = agreement_in("decision")
    address = reverse("agreements:decide", args=[agreement.pk])
    assert not says(client_as(vmbo.director).get(address), "What changed since your board approved")
    approve_agreement(agreement, actor=vmbo.director)
    send_back_agreement(agreement, actor=mbo.director, reason="Het doel kan scherper.")
    stored = ClauseText.objects.get(agreement=agreement, code="partijen")
    save_clause(
        agreement,
        actor=mbo.coordinator,
        code="partijen",
        route=None,
        seen_version=stored.version,
        data={"purpose": "Vakmensen opleiden."},
    )
    playing = Playing(PAIR)
    playing.agreement = Agreement.objects.get(pk=agreement.pk)
    for step in (playing.agree, playing.ask, playing.answer):
        list(step())
    page = client_as(vmbo.director).get(address)
    assert says(page, "What changed since your board approved")
    assert f"{reverse('agreements:text', args=[agreement.pk])}#tekst-partijen" in words(page)
    assert "#tekst-H" not in words(page)


def test_who_is_called_gets_a_mail_without_the_words(
    school: Client, vmbo: Party, mbo: Party, draft: Agreement, mailoutbox: list[EmailMessage]
) -> None:
    said = {"c-body": SECRET, "c-audience": "own", "c-mentioned": [vmbo.director.user.pk]}
    assert school.post(at(draft, "comment"), said).status_code == 302
    run_jobs("workflows.mail_mention")
    mail = mailoutbox[-1]
    assert mail.to == [vmbo.director.user.email]
    assert SECRET not in mail.body + mail.subject
    assert f"{at(draft)}#opmerkingen" in mail.body
    refused = school.post(at(draft, "comment"), said | {"c-mentioned": [mbo.director.user.pk]})
    assert says(refused, "%(names)s cannot read this comment.", names=mbo.director.user)
