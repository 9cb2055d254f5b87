"""Days and counts of the ledger as they are read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from desktop_app.domain.ledger import LedgerSpeaker
from desktop_app.ui.numbers import counted


def tr(text: str) -> str:
    return QCoreApplication.translate("Speakers", text)


def day_in_full(day: str) -> str:
    """“14 January 2025” of an ISO day; “” of none."""
    return QLocale().toString(QDate.fromString(day, "yyyy-MM-dd"), "d MMMM yyyy")


def days(first: str, last: str) -> str:
    if first == last or not last:
        return day_in_full(first)
    return tr("%1 to %2").replace("%2", day_in_full(last)).replace("%1", day_in_full(first))


def month_in_words(month: str) -> str:
    """“January 2025” of “2025-01”."""
    return QLocale().toString(QDate.fromString(f"{month}-01", "yyyy-MM-dd"), "MMMM yyyy")


def basis(one: LedgerSpeaker) -> str:
    """What the page of somebody rests on: “27 statements, 14 quotations in 12 articles”."""
    said = counted(one.statements, tr("1 statement"), tr("%1 statements"))
    quoted = counted(one.quotations, tr("1 quotation"), tr("%1 quotations"))
    articles = counted(one.articles, tr("1 article"), tr("%1 articles"))
    return tr("%1, %2 in %3").replace("%3", articles).replace("%2", quoted).replace("%1", said)
