"""A payload that is canonical at a glance is canonical: the quick look never says more than the careful one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from audit.canonical import canonical, digest, is_canonical
from audit.chain import PLAIN_CONTENT, _is_content, _is_person, _is_written

words = st.text('ab":,[]{}\\ \n\ue000é0', max_size=4)
atoms = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.sampled_from([1.5, 1e21]) | words
values = atoms | st.lists(atoms | st.lists(atoms, max_size=2), max_size=3) | st.dictionaries(words, atoms, max_size=2)
facts = st.dictionaries(words, values, max_size=4)
contents = st.fixed_dictionaries(
    {"changes": facts, "data": facts, "reason": words, "salt": st.just("0f")}, optional={"state": facts}
)


@st.composite
def texts(draw: Any) -> str:
    """As it is written; or with names in another order, with spaces, with a character put in, changed or left out."""
    content = draw(contents)
    text = draw(st.sampled_from([canonical(content), json.dumps(content, separators=(",", ":")), json.dumps(content)]))
    place, put = draw(st.integers(0, len(text))), draw(st.sampled_from(["", *'":,0-a \\[]{}']))
    return text[:place] + put + text[place + draw(st.integers(0, 1)) :] if draw(st.booleans()) else text


@given(texts())
@example('{"changes":{"a":1,"a":2},"data":{},"reason":"","salt":""}')
@example('{"changes":{"b":[":"],"a":1},"data":{},"reason":"","salt":""}')
@example('{"changes":{},"data":{},"reason":"a\tb","salt":""}')
@example('{"changes":{},"data":{},"reason":"\\u0061","salt":""}')
@example('{"changes":{"\ud800":1},"data":{},"reason":"","salt":""}')
@example('{"changes":{"a":-0},"data":{},"reason":"","salt":""}')
@example('{"changes":{"a":01},"data":{},"reason":"","salt":""}')
@example('{"changes":{"a":9007199254740993},"data":{},"reason":"","salt":""}')
def test_both_ways_say_the_same(text: str) -> None:
    assert _is_written(text, digest(text), _is_content) == is_canonical(text)


def test_most_events_are_seen_at_a_glance() -> None:
    content = {"changes": {"hours": [1, 2], "name": ["é", None]}, "data": {}, "reason": "Zo.", "salt": "0f"}
    content["state"] = {"lines/1/topics": [["a"], ["a", "b"]], "state": ["draft", "sent"]}
    assert PLAIN_CONTENT(canonical(content))


@pytest.mark.parametrize("name", ["\ud800", '"', "\\u0061", "\n"])
def test_a_name_that_json_writes_otherwise_is_looked_at_with_care(name: str) -> None:
    person = f'{{"address":"","job":"","name":"{name}","role":"","salt":"","session":""}}'
    assert not _is_written(person, digest(person), _is_person)
