"""Several files in one call."""

from __future__ import annotations

import logging

import pytest

from desktop_app.domain.article import ImportedArticle
from desktop_app.domain.errors import CannotImport
from desktop_app.importing import many, read_document, read_documents


def test_each_file_has_its_own_answer_in_order() -> None:
    first, second, third = read_documents([(b"Ferry to stay", "a.txt"), (b"", "b.txt"), (b"Pier to close", "c.txt")])
    assert isinstance(first, ImportedArticle)
    assert isinstance(second, CannotImport)
    assert isinstance(third, ImportedArticle)
    assert (first.text, third.text) == ("Ferry to stay", "Pier to close")


def test_a_fault_of_the_program_costs_one_file_and_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    whole = read_document

    def fragile(data: bytes, name: str) -> ImportedArticle:
        if name == "b.txt":
            raise ZeroDivisionError("broken")
        return whole(data, name)

    monkeypatch.setattr(many, "read_document", fragile)
    with caplog.at_level(logging.ERROR):
        first, second, third = read_documents([(b"Ferry", "a.txt"), (b"Words", "b.txt"), (b"Pier", "c.txt")])
    assert isinstance(first, ImportedArticle)
    assert isinstance(third, ImportedArticle)
    assert isinstance(second, CannotImport)
    assert "fault of Pressmark itself" in second.what
    assert caplog.records[0].exc_info is not None
