"""The arithmetic of a sample: repeatable by anybody, fair, and nothing lost."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from inspections.sampling import Population, Stratum, allocate, digest_of, draw

groups = st.tuples(st.sampled_from(["", "NH", "NH+UT"]), st.sampled_from(["basis", "vak"]), st.sampled_from("abc"))
populations = st.lists(groups, min_size=1, max_size=60).map(
    lambda found: {f"LR-{number:05d}": group for number, group in enumerate(found, start=1)}
)
seeds = st.text("0123456789abcdef", min_size=1, max_size=8)


@given(populations, st.integers(1, 70), seeds, st.randoms())
def test_the_same_every_time_whatever_the_order(one: Population, size: int, seed: str, luck: object) -> None:
    rows = list(one.items())
    luck.shuffle(rows)  # type: ignore[attr-defined]
    other = dict(rows)
    assert draw(one, size, seed) == draw(other, size, seed)
    assert digest_of(one) == digest_of(other)


@given(populations, st.integers(1, 70), seeds)
def test_it_adds_up_and_no_stratum_is_lost(one: Population, size: int, seed: str) -> None:
    sizes, drawn = Counter(one.values()), draw(one, size, seed)
    share = allocate(sizes, size, seed)
    assert len(set(drawn)) == len(drawn) == sum(share.values()) == min(size, len(one))
    assert Counter(one[number] for number in drawn) == Counter(share)
    assert all(share[group] <= sizes[group] for group in sizes)
    if size >= len(sizes):
        assert min(share.values()) >= 1


@given(populations, st.integers(1, 70), seeds)
def test_a_share_is_within_one_of_its_part(one: Population, size: int, seed: str) -> None:
    """Where each stratum has a part of at least one, or there are more strata than places."""
    sizes, size = Counter(one.values()), min(size, len(one))
    parts = {group: Fraction(number * size, len(one)) for group, number in sizes.items()}
    if size < len(sizes) or min(parts.values()) >= 1:
        share = allocate(sizes, size, seed)
        assert all(abs(share[group] - part) < 1 for group, part in parts.items())


def test_the_arithmetic_by_hand() -> None:
    """As somebody does it on paper, and with `printf '%s' 'zaad:LR-00001' | sha256sum`."""
    large, middle, small = stratum("a"), stratum("b"), stratum("c")
    assert allocate({large: 90, middle: 10}, 10, "x") == {large: 9, middle: 1}
    assert allocate({large: 100, middle: 2, small: 1}, 10, "x") == {large: 8, middle: 1, small: 1}
    assert allocate({large: 60, middle: 26, small: 14}, 5, "x") == {large: 3, middle: 1, small: 1}
    assert sum(allocate({large: 1, middle: 1, small: 1}, 2, "x").values()) == 2
    numbers = [f"LR-{number:05d}" for number in range(1, 10)]
    by_hand = sorted(numbers, key=lambda number: sha256(f"zaad:{number}".encode()).hexdigest())[:3]
    assert draw(dict.fromkeys(numbers, large), 3, "zaad") == by_hand


def stratum(state: str) -> Stratum:
    return ("NH", "vak", state)
