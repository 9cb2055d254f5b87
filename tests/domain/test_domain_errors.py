"""Errors that a reader can act on; they come whole out of a child process."""

from __future__ import annotations

import copy
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain import errors
from desktop_app.domain.errors import AppError

kinds = st.sampled_from([AppError, *AppError.__subclasses__()])


@given(kinds, st.text(), st.text(), st.text())
def test_an_error_survives_pickling_with_all_its_words(kind: type[AppError], what: str, kept: str, advice: str) -> None:
    error = kind(what, kept=kept, advice=advice)
    for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(again) is kind
        assert (again.what, again.kept, again.advice) == (what, kept, advice)
        assert str(again) == str(error)


def test_the_words_are_joined_and_empty_ones_left_out() -> None:
    assert str(errors.CannotSave("It failed.", advice="Try again.")) == "It failed. Try again."
    assert str(errors.NotFound("Gone.", kept="Nothing was changed.")) == "Gone. Nothing was changed."


@pytest.mark.parametrize(
    "kind",
    [
        errors.CannotImport,
        errors.CannotOpenLibrary,
        errors.CannotSave,
        errors.NotFound,
        errors.CannotExport,
        errors.Cancelled,
    ],
)
def test_every_error_for_the_reader_is_caught_as_one(kind: type[AppError]) -> None:
    with pytest.raises(AppError):
        raise kind("Something happened.")
