"""Signatures in the file, as pyHanko and poppler see them: two validators that know nothing of each other."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import pairwise
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from accounts.models import Board
from agreements.sealing.authority import REVOKED, Authority, embedded_authority
from agreements.sealing.errors import NoKey
from agreements.sealing.keys import Folder, key_store
from agreements.sealing.report import Report
from agreements.sealing.trust import Trust, trust
from agreements.sealing.validating import validate
from tests.agreements.sealing_cases import empty, field, pdfsig, sign

pytestmark = pytest.mark.django_db

VALID = "Signature is Valid."


@pytest.fixture
def boards() -> list[Board]:
    return list(Board.objects.order_by("number")[:5])


def checked(pdf: bytes, **options: datetime) -> Report:
    return validate(pdf, trust=trust(), **options)


def test_every_revision_stays_valid_with_five_signers(boards: list[Board], tmp_path: Path) -> None:
    revisions = [empty(boards)]
    for number, board in enumerate(boards, start=1):
        revisions.append(sign(revisions[-1], board))
        found = checked(revisions[-1])
        assert found.is_sound, found.problems
        assert [one.board_pk for one in found.signatures] == [one.pk for one in boards[:number]]
        assert {one.level for one in found.signatures} == {"B-LTA"}
        assert pdfsig(revisions[-1], tmp_path) == [VALID] * number
    assert all(later.startswith(earlier) for earlier, later in pairwise(revisions))
    assert [one.covers > len(earlier) for one, earlier in zip(found.signatures, revisions, strict=False)] == [True] * 5


def test_it_says_who_where_why_and_when(boards: list[Board]) -> None:
    (one,) = checked(sign(empty(boards), boards[0])).signatures
    assert one.name == "Łucja van der Żółw 李"
    assert one.location == boards[0].seat
    assert one.reason.startswith("Ondertekening van SOK-00001 namens ")
    assert one.reason.endswith("mandaat: Mandaatregeling 2026, artikel 3")
    assert one.is_timestamped
    assert one.is_demonstration
    assert boards[0].name[:64] in one.signer
    assert one.moment is not None
    assert abs(one.moment - datetime.now(UTC)) < timedelta(minutes=5)


def test_without_timestamps_it_is_a_plain_signature(boards: list[Board]) -> None:
    pdf = sign(empty(boards), boards[0], stamped=False)
    (one,) = checked(pdf).signatures
    assert (one.level, one.is_timestamped, one.is_trusted) == ("B-B", False, True)
    assert not checked(pdf, at=datetime.now(UTC) + timedelta(days=4000)).is_sound


def test_it_is_found_sound_years_later(boards: list[Board]) -> None:
    pdf = sign(sign(empty(boards), boards[0]), boards[1])
    assert checked(pdf, at=datetime.now(UTC) + timedelta(days=3 * 365)).is_sound


def test_one_changed_byte_is_found(boards: list[Board], tmp_path: Path) -> None:
    """1,000 places: by the digest always, by pyHanko wherever a signature of a board covers it; poppler checks 60."""
    pdf = sign(sign(empty(boards), boards[0], stamped=False), boards[1], stamped=False)
    whole, chance = sha256(pdf).digest(), random.Random(20261123)
    last = checked(pdf).signatures[-1]
    hole = range(pdf.rindex(b"/Contents <") + 10, pdf.rindex(b"/ByteRange"))
    assert last.covers == len(pdf)
    missed = {"digest": 0, "pyhanko": 0, "pdfsig": 0}
    for number in range(1000):
        place = chance.randrange(len(pdf))
        changed = pdf[:place] + bytes([pdf[place] ^ (1 << chance.randrange(8))]) + pdf[place + 1 :]
        missed["digest"] += sha256(changed).digest() == whole
        if place in hole:  # the last signature itself, which no other covers
            continue
        missed["pyhanko"] += checked(changed).is_sound
        if number % 16 == 0:
            missed["pdfsig"] += pdfsig(changed, tmp_path) == [VALID] * 2
    assert missed == {"digest": 0, "pyhanko": 0, "pdfsig": 0}


def test_what_was_signed_elsewhere_is_intact_but_not_trusted(boards: list[Board], tmp_path: Path) -> None:
    Authority(tmp_path, "another").make([])
    found = validate(sign(empty(boards), boards[0]), trust=Trust.of_folder(tmp_path / "trust"))
    assert found.is_intact
    assert not found.is_sound
    assert not found.signatures[0].is_trusted


def test_a_revoked_certificate_is_not_trusted(boards: list[Board]) -> None:
    pdf, authority, now = sign(empty(boards), boards[0], stamped=False), embedded_authority(), datetime.now(UTC)
    authority.make([])
    certificate = key_store().signer_for(boards[0]).signing_cert
    assert certificate is not None
    revoked = x509.RevokedCertificateBuilder().serial_number(certificate.serial_number)
    revoked = revoked.revocation_date(now - timedelta(days=1))
    builder = x509.CertificateRevocationListBuilder().issuer_name(authority.root.subject)
    builder = builder.last_update(now - timedelta(minutes=1)).next_update(now + timedelta(days=1))
    theirs = builder.add_revoked_certificate(revoked.build()).sign(authority.key, hashes.SHA256())
    found = validate(pdf, trust=Trust(trust().roots, (theirs.public_bytes(Encoding.DER),)))
    assert found.is_intact
    assert not found.is_sound


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7", b"geen pdf", b"\0" * 2000])
def test_what_is_no_pdf_is_not_sound(junk: bytes) -> None:
    found = checked(junk)
    assert found.problem
    assert not found.is_sound


def test_an_unsigned_file_is_not_sound(boards: list[Board]) -> None:
    assert not checked(empty(boards)).is_intact


# --- keys ----------------------------------------------------------------------------------------


def test_making_keys_twice_makes_nothing_new(boards: list[Board], tmp_path: Path) -> None:
    authority = Authority(tmp_path, "geheim")
    made = authority.make(boards[:1])
    assert made == ["authority.p12", "timestamps.p12", f"boards/{boards[0].number}.p12", REVOKED]
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.p12")}
    assert Authority(tmp_path, "geheim").make(boards[:1]) == []
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.p12")} == before
    assert {path.stat().st_mode & 0o77 for path in tmp_path.rglob("*.p12")} == {0}


def test_the_list_is_never_older_than_a_certificate(boards: list[Board], tmp_path: Path) -> None:
    """DSS takes an older one for no proof."""
    authority = Authority(tmp_path, "geheim")
    authority.make(boards[:1])
    assert authority.make(boards[:2]) == [f"boards/{boards[1].number}.p12", REVOKED]


def test_no_key_and_a_wrong_pass_phrase_get_a_sentence(boards: list[Board], tmp_path: Path) -> None:
    Authority(tmp_path, "geheim").make(boards[:1])
    one, other = boards[:2]
    assert Folder(tmp_path, "geheim").has_key(one)
    assert not Folder(tmp_path, "geheim").has_key(other)
    assert not Folder(tmp_path, "").has_key(one)
    with pytest.raises(NoKey, match=f"{other.number}.p12"):
        Folder(tmp_path, "geheim").signer_for(other)
    with pytest.raises(NoKey, match="SIGNING_KEYS_PASSPHRASE"):
        Folder(tmp_path, "geraden").signer_for(one)


def test_keys_are_never_stored_without_a_lock(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="SIGNING_KEYS_PASSPHRASE is empty"):
        Authority(tmp_path, "")


def test_a_field_that_is_not_there_is_not_signed(boards: list[Board]) -> None:
    with pytest.raises(Exception, match=field(boards[1])):
        sign(empty(boards[:1]), boards[1])
