"""The environment is read strictly: what is missing or odd stops the start."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.env import env_bool, env_int, env_list, env_str, secret_in


def test_it_reads_a_value(monkeypatch):
    monkeypatch.setenv("COLOUR", "green")
    assert env_str("COLOUR") == "green"


def test_a_mounted_file_goes_before_the_value(monkeypatch, tmp_path):
    (tmp_path / "secret").write_text("from the file\n")
    monkeypatch.setenv("COLOUR", "green")
    monkeypatch.setenv("COLOUR_FILE", str(tmp_path / "secret"))
    assert env_str("COLOUR") == "from the file"


def test_a_missing_value_stops_the_start(monkeypatch):
    monkeypatch.delenv("COLOUR", raising=False)
    with pytest.raises(ImproperlyConfigured, match="COLOUR"):
        env_str("COLOUR")


def test_a_missing_file_stops_the_start(monkeypatch, tmp_path):
    monkeypatch.setenv("COLOUR_FILE", str(tmp_path / "nothing"))
    with pytest.raises(ImproperlyConfigured, match="COLOUR_FILE"):
        env_str("COLOUR", "a default does not hide it")


@pytest.mark.parametrize(("text", "value"), [("1", True), ("Yes", True), ("on", True), ("0", False), ("", False)])
def test_it_reads_yes_and_no(monkeypatch, text, value):
    monkeypatch.setenv("COLOUR", text)
    assert env_bool("COLOUR") is value


@pytest.mark.parametrize("read", [env_bool, env_int])
def test_nonsense_is_not_guessed_at(monkeypatch, read):
    monkeypatch.setenv("COLOUR", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="perhaps"):
        read("COLOUR")


def test_a_list_that_must_be_given_is_not_empty(monkeypatch):
    monkeypatch.setenv("COLOUR", " , ")
    with pytest.raises(ImproperlyConfigured, match="empty"):
        env_list("COLOUR")
    monkeypatch.setenv("COLOUR", "red, green")
    assert env_list("COLOUR") == ["red", "green"]


def test_a_secret_is_made_once_and_kept_from_others(tmp_path: Path):
    file = tmp_path / "deep" / "secret"
    first = secret_in(file)
    assert len(first) >= 50
    assert secret_in(file) == first
    assert file.stat().st_mode & 0o077 == 0
    assert list(file.parent.iterdir()) == [file]
