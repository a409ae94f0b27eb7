"""Identifiers of Dutch education have a form, and exist once."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Board, Establishment, Institution, User
from accounts.validators import validate_board_number, validate_brin, validate_brin6, validate_kvk
from tests.factories import Party


@pytest.mark.parametrize(
    ("validate", "good", "wrong"),
    [
        (validate_brin, ["99ZA", "00AA"], ["99za", "9ZA", "999A", "99ZAA", "ZZ99", "99ZA\n", "99ZÁ", "", "٩٩ZA"]),
        (validate_brin6, ["99ZA00", "01AB99"], ["99ZA", "99ZA0", "99ZA000", "99ZAxx", "99ZA00\n", ""]),
        (validate_board_number, ["90001", "00000"], ["9001", "900001", "9000a", "90001\n", "", "９0001"]),
        (validate_kvk, ["12345678"], ["1234567", "123456789", "1234567a", "12345678\n"]),
    ],
)
def test_the_form_is_checked(validate: object, good: list[str], wrong: list[str]) -> None:
    for value in good:
        validate(value)  # type: ignore[operator]
    for value in wrong:
        with pytest.raises(ValidationError):
            validate(value)  # type: ignore[operator]


@pytest.mark.django_db
def test_models_ask_for_the_form(vmbo: Party) -> None:
    board = vmbo.board
    for row in (
        Board(name="x", number="1", seat="x"),
        Board(name="x", number="12345", seat="x", kvk="1"),
        Institution(board=board, kind="vo", name="x", brin="x"),
        Institution(board=board, kind="po", name="x", brin="98ZA"),
        Establishment(institution=board.institutions.get(), code="98ZA", name="x", place="x"),
    ):
        with pytest.raises(ValidationError):
            row.full_clean()


@pytest.mark.django_db
def test_every_identifier_exists_once(vmbo: Party) -> None:
    school = vmbo.board.institutions.get()
    for make in (
        lambda: Board.objects.create(name="x", number=vmbo.board.number, seat="x"),
        lambda: Institution.objects.create(board=vmbo.board, kind="vo", name="x", brin=school.brin),
        lambda: Institution.objects.create(board=vmbo.board, kind="po", name="x", brin="98ZA"),
        lambda: Establishment.objects.create(
            institution=school, code=school.establishments.get().code, name="x", place="x"
        ),
        lambda: User.objects.create_user("Coordinator@SPINOZA.example", name="Dubbel"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()


@pytest.mark.django_db
def test_a_person_is_known_by_name(vmbo: Party) -> None:
    user = vmbo.director.user
    assert (str(user), user.get_full_name(), user.get_short_name()) == (user.name,) * 3
    assert not user.has_usable_password() or user.check_password("leren-en-werken")
