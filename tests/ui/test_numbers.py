"""Counts are written as the reader's country does, and one is never called many."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from desktop_app.ui.numbers import counted, number, percent


@pytest.fixture(autouse=True)
def _default_locale() -> Iterator[None]:
    before = QLocale()
    yield
    QLocale.setDefault(before)


@pytest.mark.parametrize(("country", "expected"), [("en_GB", "1,204"), ("de_DE", "1.204")])
def test_thousands_are_set_apart_as_the_country_does(country: str, expected: str) -> None:
    QLocale.setDefault(QLocale(country))
    assert number(1204) == expected
    assert counted(1204, "1 note", "%1 notes") == f"{expected} notes"


@pytest.mark.parametrize(("count", "expected"), [(0, "0 notes"), (1, "1 note"), (2, "2 notes")])
def test_one_has_its_own_words(count: int, expected: str) -> None:
    assert counted(count, "1 note", "%1 notes") == expected


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, "0%"), (0.29, "29%"), (0.599, "59%"), (0.9, "90%"), (1.0, "100%")]
)
def test_a_share_below_a_limit_never_looks_as_if_it_reached_it(share: float, expected: str) -> None:
    assert percent(share) == expected
