"""Tells from the first bytes what a file is, and refuses what is no text in words that help."""

from __future__ import annotations

import re

from desktop_app.domain.errors import CannotImport

LARGEST = 64 * 1024 * 1024
"""Bytes; no article is larger, and more would take the memory that the rest of the computer needs."""

_NOTHING = "Nothing was imported."
_SAVE_AS_TEXT = "Open it in the program that made it, and save or copy its text: Pressmark reads .txt, .md and .html."
_MAGIC = (
    (b"%PDF-", "a PDF document", _SAVE_AS_TEXT),
    (b"PK\x03\x04", "a ZIP archive or an office document (such as .docx, .odt or .epub)", _SAVE_AS_TEXT),
    (b"PK\x05\x06", "an empty ZIP archive", _SAVE_AS_TEXT),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older office document (such as .doc)", _SAVE_AS_TEXT),
    (b"{\\rtf", "a rich-text document (.rtf)", _SAVE_AS_TEXT),
    (b"\x89PNG\r\n", "a picture (PNG)", ""),
    (b"\xff\xd8\xff", "a picture (JPEG)", ""),
    (b"GIF8", "a picture (GIF)", ""),
    (b"II*\x00", "a picture (TIFF)", ""),
    (b"MM\x00*", "a picture (TIFF)", ""),
    (b"RIFF", "a picture, a sound or a film", ""),
    (b"ID3", "a sound (MP3)", ""),
    (b"OggS", "a sound or a film (Ogg)", ""),
    (b"\x1aE\xdf\xa3", "a film (Matroska)", ""),
    (b"\x1f\x8b", "a compressed file (gzip)", "Unpack it first, then open what is in it."),
    (b"BZh", "a compressed file (bzip2)", "Unpack it first, then open what is in it."),
    (b"\xfd7zXZ\x00", "a compressed file (xz)", "Unpack it first, then open what is in it."),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (7-Zip)", "Unpack it first, then open what is in it."),
    (b"Rar!\x1a\x07", "a compressed file (RAR)", "Unpack it first, then open what is in it."),
    (b"(\xb5/\xfd", "a compressed file (zstd)", "Unpack it first, then open what is in it."),
    (b"\x7fELF", "a program", ""),
    (b"MZ\x90\x00", "a program", ""),
    (b"\xca\xfe\xba\xbe", "a program", ""),
    (b"SQLite format 3\x00", "a database (SQLite)", ""),
    (b"bplist0", "a web archive of Safari", "Save the page again as HTML (“Page Source”)."),
)
_UNMARKED = ((4, b"ftyp", "a film or a sound (MP4)"), (257, b"ustar", "an archive (tar)"))
_MHTML = re.compile(rb"\A(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,30}?content-type:\s*multipart/related", re.IGNORECASE)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b")) + b"\x7f"
_HTML = re.compile(
    rb"\A[\s\x00]*(?:<!--|<\?xml\b[^>]{0,200}>|[\s\x00])*<(?:!doctype\s+html|html|head|body|article|title|meta)\b",
    re.IGNORECASE,
)
_SAMPLE = 65_536


def refuse_what_is_no_text(data: bytes) -> None:
    """CannotImport for files that are empty, too large or plainly something else than text."""
    if not data or not data.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf\xff\xfe"):
        raise no_text()
    if len(data) > LARGEST:
        raise CannotImport(
            f"This file has {len(data) / 1024 / 1024:,.0f} MB; the largest that can be read has {LARGEST // 1024 // 1024} MB.",
            kept=_NOTHING,
            advice="An article is much smaller. Save the part that you want to read as a file of its own.",
        )
    for magic, what, advice in _MAGIC:
        if data.startswith(magic):
            raise _not_text(what, advice)
    for place, magic, what in _UNMARKED:
        if data[place : place + len(magic)] == magic and b"\0" in data[:512]:
            raise _not_text(what, "")
    if _MHTML.search(data[:4096]):
        raise _not_text("a web archive (MHTML)", "Save the page again as “Web page, HTML only”, and open that.")


def refuse_binary(data: bytes) -> None:
    """CannotImport for 8-bit data that holds too many control characters to be text."""
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > 2 and controls > len(sample) * (0.05 if controls > 16 else 0.2):
        raise _not_text("a file for programs, not a text", "")


def no_text() -> CannotImport:
    return CannotImport(
        "There is no text in this file.",
        kept=_NOTHING,
        advice="Open it in another program to see whether it was saved whole.",
    )


def is_html(data: bytes) -> bool:
    """Whether the content begins like an HTML page."""
    return _HTML.match(data[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")) is not None


def _not_text(what: str, advice: str) -> CannotImport:
    return CannotImport(
        f"This is {what}; Pressmark cannot read it as an article.",
        kept=_NOTHING,
        advice=advice or "Open a text (.txt), Markdown (.md) or saved web page (.html) instead.",
    )
