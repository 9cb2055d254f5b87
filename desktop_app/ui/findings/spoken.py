"""Rows of findings in words: for screen readers, tooltips and search by typing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.domain.corrections import READER, ClaimStatus
from desktop_app.domain.findings import WORTH_CHECKING_FROM, CheckReason
from desktop_app.ui.findings.delegates import (
    count_of_claims,
    count_of_quotes,
    described,
    facts_of,
    form_name,
    reason_in_words,
    speaker_name,
    times_said,
    word_on,
)
from desktop_app.ui.findings.rows import ClaimRow, SpeakerRow, TopicRow
from desktop_app.ui.grounds_in_words import certainty, confidence_in_words, finders_in_words, grounds_in_words
from desktop_app.ui.numbers import number
from desktop_app.ui.painting import tooltip
from desktop_app.ui.row_list import Spoken
from desktop_app.ui.statuses import status_name

_SAYINGS_TOLD = 8
_WORDS_TOLD = 90


def _tr(text: str) -> str:
    return QCoreApplication.translate("Findings", text)


def speak_speaker(row: SpeakerRow) -> Spoken:
    quotes, claims = number(row.quotes), number(row.claims)
    counts = f"{quotes} {count_of_quotes(row.quotes)}, {claims} {count_of_claims(row.claims)}"
    name = speaker_name(row.name)
    corrected = _tr("corrected by you") if row.is_corrected else ""
    whole = ", ".join(part for part in (name, described(row), counts, corrected) if part)
    aliases = _tr("Also called: %1").replace("%1", " · ".join(row.aliases)) if row.aliases else ""
    hint = _tr("Click: only this speaker, from what they said first. Double click or Enter: first mention.")
    return Spoken(whole, tooltip(name, described(row), aliases, _sentence(corrected), hint))


def speak_claim(row: ClaimRow) -> Spoken:
    head = " ".join(part for part in (speaker_name(row.speaker_name), row.cue) if part)
    if row.is_readers:
        why = []
    elif row.grounds is not None:
        why = grounds_in_words(row.grounds)
    else:
        why = [_tr("The article says it without a source."), finders_in_words(row.found_by)]
    kept = "" if row.kind == "claim" else _tr("A quotation in which nothing was found that could be checked.")
    sure = word_on(row) or certainty(row.confidence)
    status = status_name(row.status).lower() if row.status is not ClaimStatus.TO_CHECK else ""
    said = ", ".join(part for part in (form_name(row.form), sure, times_said(row), status) if part)
    worth = worth_in_words(row)
    whole = f"{head}: {row.words} ({said})" + (f". {worth}" if worth else "")
    surety = _reader_in_words(row) or confidence_in_words(row.confidence)
    judged = _tr("Status: %1.").replace("%1", status) if status else ""
    return Spoken(whole, tooltip(head, row.words, judged, worth, *_places(row), *why, surety, kept))


def _reader_in_words(row: ClaimRow) -> str:
    """The reader's word on it, as a sentence; “” where there is none."""
    if row.is_readers:
        return _tr("You made this.")
    if row.is_confirmed:
        return _tr("You corrected and confirmed this.") if row.is_corrected else _tr("You confirmed this.")
    return _tr("You corrected this.") if row.is_corrected else ""


def worth_in_words(row: ClaimRow) -> str:
    """“Worth checking: a number, a comparison.” What speaks against checking stands alone, and nothing is said of nothing."""
    hindrances = [reason for reason in row.reasons if reason in (CheckReason.PREDICTION, CheckReason.OPINION)]
    grounds = [reason_in_words(reason) for reason in row.reasons if reason not in hindrances]
    parts = []
    if grounds:
        if hindrances:
            frame = _tr("It holds %1.")
        elif row.worth >= WORTH_CHECKING_FROM:
            frame = _tr("Worth checking: %1.")
        else:
            frame = _tr("Perhaps worth checking: %1.")
        parts.append(frame.replace("%1", ", ".join(grounds)))
    if hindrances:
        frame = _tr("But it is %1.") if grounds else _tr("It is %1.")
        parts.append(frame.replace("%1", "; ".join(map(reason_in_words, hindrances))))
    return " ".join(parts)


def _places(row: ClaimRow) -> list[str]:
    """Where a claim that the article has several times is said, one line for each."""
    if not row.sayings:
        return []
    told = []
    for saying in row.sayings[:_SAYINGS_TOLD]:
        words = saying.words if len(saying.words) <= _WORDS_TOLD else saying.words[:_WORDS_TOLD].rstrip() + "…"
        told.append(f"{speaker_name(saying.speaker_name)}: {words}")
    left = len(row.sayings) - len(told)
    more = [_tr("and %1 more").replace("%1", number(left))] if left else []
    return [_tr("Said %1 times:").replace("%1", number(len(row.sayings))), *told, *more]


def speak_topic(row: TopicRow) -> Spoken:
    phrases = ", ".join(row.key_phrases)
    hint = _tr("Click: first passage. Space: only this topic.")
    is_readers = row.found_by == READER
    found = "" if is_readers else f"{finders_in_words(row.found_by)} {confidence_in_words(row.confidence)}"
    whole = ": ".join(part for part in (row.label, phrases) if part)
    corrected = _tr("made by you") if is_readers else _tr("corrected by you") if row.is_corrected else ""
    text = ", ".join(part for part in (whole, facts_of(row), corrected) if part)
    return Spoken(text, tooltip(row.label, phrases, found, _sentence(corrected), hint))


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}." if words else ""
