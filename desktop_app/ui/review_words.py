"""A review in words: one statement as the bar shows it, what was done at the end, what the reader answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.colour_places import colour_places
from desktop_app.domain.doubt import Answer, Doubtful, in_order_of_doubt, next_open
from desktop_app.domain.findings import Attribution, AttributionKind
from desktop_app.domain.reading import Reading
from desktop_app.ui.grounds import grounds_of
from desktop_app.ui.grounds_in_words import certainty, grounds_in_words
from desktop_app.ui.numbers import counted, number, percent
from desktop_app.ui.review_bar import Ending, Turn


def _tr(text: str) -> str:
    return QCoreApplication.translate("Review", text)


def turn_of(reading: Reading, order: Sequence[Doubtful], place: int) -> Turn:
    """The statement at that place of the order."""
    one, found = order[place], order[place].finding
    findings, word = reading.findings, reading.word
    speaker = findings.speaker(found.speaker) if findings is not None else None
    places = colour_places(findings.speakers if findings is not None else (), word.places if word is not None else None)
    return Turn(
        number=place + 1,
        count=len(order),
        done=sum(not each.is_open for each in order),
        speaker=speaker.name if speaker is not None else "",
        hue=places[speaker.id] if speaker is not None else -1,
        words=said_in_words(reading.revision.text, found),
        grounds=" ".join(grounds_in_words(grounds_of(reading.revision.text, found, speaker))),
        sure=_sure_in_words(one.confidence) if one.is_open else answer_in_words(one.answer),
        has_before=next_open(order, place - 1, -1) is not None,
    )


def said_in_words(text: str, found: Attribution) -> str:
    """What is said, on one line, in quotation marks where it is word for word."""
    words = " ".join(" … ".join(span.of(text) for span in found.content).split())
    return f"“{words.strip('“”')}”" if found.kind is AttributionKind.DIRECT else words


def _sure_in_words(confidence: float) -> str:
    """“a guess · 41%”."""
    return f"{certainty(confidence)} · {percent(confidence)}"


def answer_in_words(answer: Answer) -> str:
    words = {
        Answer.CONFIRMED: _tr("confirmed"),
        Answer.CHANGED: _tr("changed by you"),
        Answer.REJECTED: _tr("rejected"),
        Answer.NOT_SPEECH: _tr("marked as nobody’s speech"),
    }
    return words.get(answer, "")


def ending_of(reading: Reading, order: Sequence[Doubtful], *, with_sure: bool) -> Ending:
    """What the reader has done of the whole order, and what could be gone on with."""
    everything = () if with_sure else in_order_of_doubt(reading, with_sure=True)
    sure = sum(one.is_sure and one.is_open for one in everything)
    left, count = sum(one.is_open for one in order), len(order)
    if not count:
        return Ending(_tr("Nothing that was found here is in doubt."), 0, sure, 1.0)
    if left:
        words = _tr("%1 of %2 have an answer").replace("%2", number(count)).replace("%1", number(count - left))
    elif with_sure:
        words = counted(count, _tr("The only statement is reviewed"), _tr("All %1 statements are reviewed"))
    else:
        many = _tr("All %1 doubtful statements are reviewed")
        words = counted(count, _tr("The only doubtful statement is reviewed"), many)
    done = _done_in_words(order)
    return Ending(f"{words}: {done}." if done else f"{words}.", left, sure, (count - left) / count)


def _done_in_words(order: Sequence[Doubtful]) -> str:
    counts = Counter(one.answer for one in order)
    frames = {
        Answer.CONFIRMED: _tr("%1 confirmed"),
        Answer.CHANGED: _tr("%1 changed"),
        Answer.REJECTED: _tr("%1 rejected"),
        Answer.NOT_SPEECH: _tr("%1 not speech"),
    }
    return ", ".join(frame.replace("%1", number(counts[kind])) for kind, frame in frames.items() if counts[kind])
