"""The front door."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.conftest import Opens
from tests.factories import Party


def test_people_log_in_with_their_address_and_password(window: Opens, vmbo: Party) -> None:
    person = window().log_in(vmbo.coordinator.user.email)
    person.see("Start page").see("Nothing is asked of you now")


def test_a_wrong_password_says_so_and_keeps_the_address(window: Opens, vmbo: Party) -> None:
    person = window()
    person.visit("/account/login/")
    person.page.locator("input[type=email]").fill(vmbo.coordinator.user.email)
    person.page.locator("input[type=password]").fill("verkeerd wachtwoord")
    person.press("Log in")
    expect(person.page.locator("[data-error-summary]")).to_be_visible()
    assert person.page.locator("input[type=email]").input_value() == vmbo.coordinator.user.email
