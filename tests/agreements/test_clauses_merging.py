"""Two people in one article: nobody's words get lost in silence."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from agreements.clauses.merging import merge

VALUES = st.none() | st.integers(0, 3) | st.sampled_from(["x", "y"])
ANSWERS = st.dictionaries(st.sampled_from("abc"), VALUES.filter(lambda value: value is not None))
Answers = dict[str, Any]


def test_what_only_the_other_changed_is_taken_over() -> None:
    made = merge({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 3})
    assert (made.data, made.theirs, made.conflicts) == ({"a": 2, "b": 3}, ("a",), ())


def test_what_both_changed_is_a_conflict_and_keeps_mine() -> None:
    made = merge({"a": 1}, {"a": 2}, {"a": 3})
    assert (made.data, made.theirs, made.conflicts) == ({"a": 3}, (), ("a",))


def test_the_same_change_is_no_conflict() -> None:
    assert merge({"a": 1}, {"a": 2}, {"a": 2}).conflicts == ()


def test_what_the_other_emptied_is_emptied() -> None:
    made = merge({"a": 1, "b": 1}, {"b": 1}, {"a": 1, "b": 2})
    assert (made.data, made.theirs) == ({"b": 2}, ("a",))


def test_what_i_emptied_while_the_other_changed_it_is_a_conflict() -> None:
    made = merge({"a": 1}, {"a": 2}, {})
    assert (made.data, made.conflicts) == ({}, ("a",))


@given(ANSWERS, ANSWERS, ANSWERS)
def test_every_change_of_either_is_in_the_result_or_is_called_a_conflict(b: Answers, t: Answers, m: Answers) -> None:
    made = merge(b, t, m)
    for name in {*b, *t, *m}:
        before, first, second, result = b.get(name), t.get(name), m.get(name), made.data.get(name)
        assert result in (first, second)
        if name not in made.conflicts:
            assert result == (first if first != before else second)
    assert merge(b, t, b).data == t
    assert merge(b, b, m).data == m
