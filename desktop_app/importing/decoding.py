"""Bytes to characters: byte order mark, NULs (UTF-16), strict UTF-8, what the document declares, chardet, Windows-1252.

Never fails on the bytes themselves: what cannot be read becomes U+FFFD, and the remarks say that the encoding was a guess.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from desktop_app.domain.errors import CannotImport

ENCODINGS = (
    "utf-8",
    "utf-16",
    "cp1252",
    "iso8859-15",
    "cp1250",
    "iso8859-2",
    "cp1251",
    "koi8-r",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "mac-roman",
    "cp437",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-jp",
    "euc-kr",
)
"""What an encoding menu offers, most usual first."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NOT_FOR_TEXTS = {"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined", "unicode-escape", "utf-7"}
_SAMPLE = 65_536
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_CONFIDENT = 0.1


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters, the encoding that gave them (a Python codec's name) and whether that was only a guess."""

    text: str
    encoding: str
    guessed: bool = False

    @property
    def remarks(self) -> tuple[str, ...]:
        if not self.guessed:
            return ()
        return (f"The file does not say how its characters are encoded; it was read as {self.encoding}.",)


def decode(data: bytes, *, encoding: str | None = None, declared: str = "") -> Decoded:
    """`encoding`: the reader's choice, which wins over everything. `declared`: what the document says of itself.

    CannotImport only if the reader's choice is no encoding of texts.
    """
    if encoding is not None:
        chosen = _decoded_as(_without_mark(data, encoding), encoding)
        if chosen is None:
            raise CannotImport(
                f"“{encoding[:40]}” is not an encoding that texts can be read in.",
                kept="Nothing was imported.",
                advice="Choose another one from the list, for example utf-8.",
            )
        return chosen
    for mark, name in _MARKS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(name, "replace"), name)
    return _utf16(data) or _utf8(data) or _declared(data, declared) or _guessed(data)


def _without_mark(data: bytes, encoding: str) -> bytes:
    """A UTF-8 mark is dropped if UTF-8 was chosen; the codec of UTF-16 reads its own."""
    return data.removeprefix(codecs.BOM_UTF8) if encoding.lower().replace("_", "-") in {"utf-8", "utf8"} else data


def _decoded_as(data: bytes, name: str, errors: str = "replace") -> Decoded | None:
    try:
        codec = codecs.lookup(name.strip())
        if codec.name in _NOT_FOR_TEXTS:
            return None
        return Decoded(data.decode(codec.name, errors), codec.name)
    except (LookupError, ValueError):  # ValueError: a NUL in the name, and every UnicodeError
        return None


def _utf16(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: Western text has a NUL in every other byte, other scripts have it at spaces and line ends."""
    sample = data[: _SAMPLE & ~1]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < 10 * min(even, odd) or not (even or odd) or (even and odd and even == odd):
        return None
    share = max(even, odd) / (len(sample) / 2)
    if share < 0.1 and (share < 0.01 or _is_utf8(data)):
        return None  # stray NULs in a text of another encoding
    letters = sample.replace(b"\0", b"")
    if share < 0.7 and sum(32 <= byte < 127 for byte in letters) > 0.65 * len(letters):
        return None  # ASCII with stray NULs: what is UTF-16 has them everywhere in Western text, and few such bytes elsewhere
    return _decoded_as(data, "utf-16-be" if even > odd else "utf-16-le")


def _is_utf8(data: bytes) -> bool:
    return _decoded_as(data, "utf-8", "strict") is not None


def _utf8(data: bytes) -> Decoded | None:
    """UTF-8, also where a few bytes of it are damaged and where surrogates were encoded (CESU-8, WTF-8)."""
    strict = _decoded_as(data, "utf-8", "strict")
    if strict is not None:
        return strict
    passed = _decoded_as(data, "utf-8", "surrogatepass")
    if passed is not None:  # pairs become the character that they stand for; lone ones are left out later
        joined = passed.text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        return Decoded(joined, "utf-8")
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    sound = sum(1 for _ in _UTF8_SEQUENCE.finditer(data))
    return Decoded(text, "utf-8") if sound > 10 * damaged else None


def _declared(data: bytes, declared: str) -> Decoded | None:
    return _decoded_as(data, declared) if declared else None


def _guessed(data: bytes) -> Decoded:
    import chardet

    first = _HIGH_BYTE.search(data)
    start = max(0, (first.start() if first else 0) - 1_000)
    guess = chardet.detect(data[start : start + _SAMPLE])
    name, confidence = guess.get("encoding"), guess.get("confidence") or 0.0
    if name and confidence >= _CONFIDENT:
        found = _decoded_as(data, name)
        if found is not None and found.text.count("\ufffd") <= len(found.text) // 200:
            return Decoded(found.text, found.encoding, guessed=True)
    return Decoded(data.decode("cp1252", "replace"), "cp1252", guessed=True)
