"""Makes text safe to keep: one kind of line end, NFC, nothing that cannot be shown. Runs once, before any offset exists.

Kept: no-break spaces, zero-width joiners and bidirectional controls (the page shows those as visible marks). Left out: what no
font can show (and what breaks SQLite, Qt or UTF-8), counted; byte order marks; soft hyphens, because they are a hint of the
typesetter's and not of the author's, they cannot be seen, and they keep a word from being found. They are counted too.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LINE_ENDS = re.compile("\r+\n|[\r\v\f\x85\u2028\u2029]")
_UNSHOWABLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffc"
    + "".join(chr(plane << 16 | low) for plane in range(17) for low in (0xFFFE, 0xFFFF))
    + "]"
)
_SOFT_HYPHEN, _BYTE_ORDER_MARK = "\xad", "\ufeff"


@dataclass(frozen=True, slots=True)
class Normalised:
    """Text that may be kept, and how many characters were left out of it."""

    text: str
    unshowable: int = 0
    soft_hyphens: int = 0


def normalise(text: str) -> Normalised:
    """Idempotent; the result has no "\\r" and encodes to UTF-8. Never raises."""
    if text.isascii() and text.isprintable():
        return Normalised(text)
    text = _LINE_ENDS.sub("\n", text)
    text, unshowable = _UNSHOWABLE.subn("", text)
    soft_hyphens = text.count(_SOFT_HYPHEN)
    text = text.replace(_SOFT_HYPHEN, "").replace(_BYTE_ORDER_MARK, "")
    return Normalised(unicodedata.normalize("NFC", text), unshowable, soft_hyphens)


def remarks_on(unshowable: int, soft_hyphens: int, unread: int) -> tuple[str, ...]:
    """What a reader should know of what was left out; `unread` counts the replacement characters that stand in the text."""
    told = []
    if unread:
        told.append(
            f"{_counted(unread, 'character')} could not be read and {'is' if unread == 1 else 'are'} shown as “\ufffd”."
        )
    if unshowable:
        told.append(
            f"{_counted(unshowable, 'character')} that cannot be shown {'was' if unshowable == 1 else 'were'} left out."
        )
    if soft_hyphens:
        told.append(f"{_counted(soft_hyphens, 'soft hyphen')} {'was' if soft_hyphens == 1 else 'were'} left out.")
    return tuple(told)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
