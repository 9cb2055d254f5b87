"""Stars around words: bold and italic, put on and taken away where a cursor stands or has selected something."""

from __future__ import annotations

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument

from desktop_app.ui.notes.markdown_lines import item_of

_KEEP = QTextCursor.MoveMode.KeepAnchor


def emphasise(cursor: QTextCursor, stars: int) -> None:
    """Two stars (bold) around each selected stretch of a line, or one (italic); away with them where all have them. Without a
    selection: the word at the cursor, or room for one."""
    if not cursor.hasSelection() and _is_in_word(cursor):
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    if not cursor.hasSelection():
        cursor.insertText("*" * 2 * stars)
        cursor.movePosition(QTextCursor.MoveOperation.Left, n=stars)
        return
    stretches = [_without_stars(part) for part in _stretches(cursor)]
    counts = [_stars_around(part) for part in stretches]
    is_off = all(_has_stars(count, stars) for count in counts)
    for part, count in zip(reversed(stretches), reversed(counts), strict=True):
        if is_off:
            _unwrap(part, stars)
        elif not _has_stars(count, stars):
            _wrap(part, "*" * stars)
    if stretches:
        cursor.setPosition(stretches[0].selectionStart())
        cursor.setPosition(stretches[-1].selectionEnd(), _KEEP)


def _stretches(cursor: QTextCursor) -> list[QTextCursor]:
    """What is selected of each line, without white space at its ends and without the mark of an item."""
    document = cursor.document()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    parts = []
    for block in _blocks(document, start, end):
        item = item_of(block.text())
        first = max(start, block.position() + (len(item.head) if item is not None else 0))
        last = min(end, block.position() + block.length() - 1)
        while first < last and document.characterAt(first).isspace():
            first += 1
        while last > first and document.characterAt(last - 1).isspace():
            last -= 1
        if first < last:
            parts.append(_stretch(document, first, last))
    return parts


def _blocks(document: QTextDocument, start: int, end: int) -> list[QTextBlock]:
    block, blocks = document.findBlock(start), list[QTextBlock]()
    while block.isValid() and block.position() < end:
        blocks.append(block)
        block = block.next()
    return blocks


def _stretch(document: QTextDocument, start: int, end: int) -> QTextCursor:
    made = QTextCursor(document)
    made.setPosition(start)
    made.setPosition(end, _KEEP)
    return made


def _without_stars(part: QTextCursor) -> QTextCursor:
    """The stretch without stars at its ends that were selected with it, if those make its words bold or italic."""
    document = part.document()
    start, end = part.selectionStart(), part.selectionEnd()
    while end - start > 1 and _is_star(document, start):
        start += 1
    while end - start > 1 and _is_star(document, end - 1):
        end -= 1
    bare = _stretch(document, start, end)
    return bare if _stars_around(bare) else part


def _stars_around(part: QTextCursor) -> int:
    document, start, end = part.document(), part.selectionStart(), part.selectionEnd()
    count = 0
    while count < min(3, start) and _is_star(document, start - count - 1) and _is_star(document, end + count):
        count += 1
    return count


def _is_star(document: QTextDocument, place: int) -> bool:
    return document.characterAt(place) == "*"


def _has_stars(count: int, stars: int) -> bool:
    """Whether so many stars around words make them bold (2) or italic (1)."""
    return count in ({2, 3} if stars == 2 else {1, 3})


def _wrap(part: QTextCursor, marks: str) -> None:
    """The stretch stays the words alone."""
    start, end = part.selectionStart(), part.selectionEnd()
    place = QTextCursor(part.document())
    place.setPosition(end)
    place.insertText(marks)
    place.setPosition(start)
    place.insertText(marks)
    part.setPosition(start + len(marks))
    part.setPosition(end + len(marks), _KEEP)


def _unwrap(part: QTextCursor, stars: int) -> None:
    start, end = part.selectionStart(), part.selectionEnd()
    _stretch(part.document(), end, end + stars).removeSelectedText()
    _stretch(part.document(), start - stars, start).removeSelectedText()


def _is_in_word(cursor: QTextCursor) -> bool:
    """Letters on both sides: at the end of a word, more words are about to be typed."""
    document, place = cursor.document(), cursor.position()
    return place > 0 and document.characterAt(place - 1).isalnum() and document.characterAt(place).isalnum()
