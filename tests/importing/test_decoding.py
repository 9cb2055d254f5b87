"""Bytes become the right characters, and what was lost or guessed is said."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.errors import CannotImport
from desktop_app.importing import ENCODINGS, read_document
from desktop_app.importing.decoding import decode
from desktop_app.importing.normalising import normalise

WORDS = "The mayor’s “no” – it’s final – café.\nNobody said more."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_usual_encodings_are_found(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)).text == WORDS


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1251", "Не знаю, сказал он, и вышел. Никто не понял, что это значит для города. " * 4),
        ("cp1250", "Žluťoučký kůň úpěl ďábelské ódy a řekl: to není pravda, vážení. Příliš. " * 4),
        ("utf-16-be", "Не знаю, сказал он.\nИ всё."),
        ("shift_jis", "港湾評議会は、税金を廃止しないと述べた。町の人々は待っていた。" * 4),
    ],
)
def test_other_scripts_are_found(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


def test_the_readers_choice_wins() -> None:
    article = read_document("Größe und Maß".encode("cp1252"), "a.txt", encoding="cp1251")
    assert (article.text, article.original.encoding) == ("GrцЯe und MaЯ", "cp1251")
    assert read_document(b"\xef\xbb\xbfwords", "a.txt", encoding="utf-8").text == "words"


@pytest.mark.parametrize("name", ["", "no such", "idna", "unicode_escape", "hex", "rot13", "a\0b", "undefined"])
def test_what_is_no_encoding_of_texts_is_refused(name: str) -> None:
    with pytest.raises(CannotImport, match="encoding"):
        decode(b"words", encoding=name)


def test_every_encoding_of_the_menu_reads_any_bytes() -> None:
    for encoding in ENCODINGS:
        decode(bytes(range(256)), encoding=encoding)


@pytest.mark.parametrize(
    "head",
    ['<meta charset="windows-1250">', "<meta http-equiv='Content-Type' content='text/html; charset=windows-1250'>",
     '<?xml version="1.0" encoding="windows-1250"?>'],
)  # fmt: skip
def test_what_a_page_declares_is_believed(head: str) -> None:
    article = read_document(f"{head}<p>Žluťoučký kůň".encode("cp1250"), "a.html")
    assert article.text == "Žluťoučký kůň"
    assert article.remarks == ()


def test_a_page_that_calls_itself_latin_1_is_windows_1252() -> None:
    assert read_document("<meta charset=iso-8859-1><p>“no”".encode("cp1252"), "a.html").text == "“no”"
    assert read_document("<meta charset=utf-16><p>caf\xe9".encode("cp1252"), "a.html").text == "café"


def test_guesses_and_losses_are_told() -> None:
    guessed = read_document(WORDS.encode("cp1252"), "a.txt")
    assert guessed.remarks[0].startswith("The file does not say how its characters are encoded")
    damaged = read_document("“Größe” und Maß ".encode() * 20 + b"\xff", "a.txt")
    assert damaged.remarks == ("1 character could not be read and is shown as “\ufffd”.",)
    odd = read_document("a\0b\ufdd0c\x01\xad\xadd and more words".encode(), "a.txt")
    assert odd.text == "abcd and more words"
    assert odd.remarks == ("3 characters that cannot be shown were left out.", "2 soft hyphens were left out.")


def test_surrogates_are_joined_or_left_out() -> None:
    article = read_document(b"a\xed\xa0\xbd\xed\xb8\x80b\xed\xa0\x80c", "a.txt")
    assert article.text == "a\N{GRINNING FACE}bc"
    assert article.remarks == ("1 character that cannot be shown was left out.",)


def test_few_nuls_are_no_utf_16() -> None:
    assert decode(b"words\0 of a text that is long enough, and more").encoding == "utf-8"


def test_bytes_that_mean_nothing_are_read_as_windows_1252() -> None:
    assert decode(b"\x81\x8d").encoding


def test_line_ends_and_composition_are_made_one() -> None:
    assert (
        normalise("a\r\nb\rc\x0bd\x0ce\x85f\u2028g\u2029h\r\r\ni\ufeffe\u0301\xa0").text
        == "a\nb\nc\nd\ne\nf\ng\nh\nié\xa0"
    )


@given(st.text(alphabet=st.characters(codec=None)))
@settings(max_examples=200, deadline=None)
def test_normalised_text_is_stable_and_can_be_stored(text: str) -> None:
    once = normalise(text).text
    once.encode("utf-8")
    assert normalise(once).text == once
    assert unicodedata.is_normalized("NFC", once)
