"""Names of exported files that every system takes and that a person recognises."""

from __future__ import annotations

import re
import unicodedata

from desktop_app.domain.reading import Reading

MOST_BYTES = 120
_ID_LENGTH = 8
_NEVER = re.compile(r'[<>:"/\\|?*#^\[\]`]')  # refused by Windows, separators, and what breaks links of Markdown readers
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*", re.IGNORECASE)
_GOOD_CATEGORIES = ("L", "M", "N", "P", "S", "Zs")


def file_tail(article_id: str) -> str:
    """How the name of every export of that article ends, whatever its title was then."""
    return f" - {_short(article_id)}.md"


def file_name(reading: Reading) -> str:
    """“Title words - 1a2b3c4d.md”: at most 120 bytes of UTF-8. The part with the id never changes; the words follow the title,
    so an earlier export is to be looked for by `file_tail`."""
    tail = file_tail(reading.article.id)
    words = _cut(_clean(reading.article.metadata.title), MOST_BYTES - len(tail.encode("utf-8")))
    words = words.strip(" .-~$'") or "Untitled article"
    return ("_" if _RESERVED.fullmatch(words.split(".")[0]) else "") + words + tail


def _short(article_id: str) -> str:
    return re.sub(r"[^0-9A-Za-z_-]", "-", article_id)[:_ID_LENGTH]


def _clean(title: str) -> str:
    normal = unicodedata.normalize("NFC", title)
    spaced = "".join(" " if character.isspace() else character for character in normal)
    kept = "".join(character for character in spaced if unicodedata.category(character).startswith(_GOOD_CATEGORIES))
    return re.sub(r"\s+", " ", _NEVER.sub(" ", kept)).strip()


def _cut(words: str, most: int) -> str:
    """Whole words where one fits, never half a code point or a letter without its marks."""
    if len(words.encode("utf-8")) <= most - 1:  # one byte for the underscore before a reserved name
        return words
    cut = words.encode("utf-8")[: most - 1].decode("utf-8", "ignore")
    following = words[len(cut)]
    if unicodedata.combining(following):
        cut = cut.rstrip("".join({each for each in cut if unicodedata.combining(each)}))[:-1]
    at = cut.rfind(" ")
    return cut[:at] if at >= len(cut) // 2 and not following.isspace() else cut
