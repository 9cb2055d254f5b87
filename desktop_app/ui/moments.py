"""Days and moments as they are read: the name of the month, the year only where it is another one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale


def day_in_words(moment: datetime) -> str:
    """“25 November”, “25 November 2025”: in the reader's zone and language."""
    local = moment.astimezone()
    is_this_year = local.year == QDate.currentDate().year()
    return QLocale().toString(QDate(local.year, local.month, local.day), "d MMMM" if is_this_year else "d MMMM yyyy")


def moment_in_words(moment: datetime) -> str:
    """“25 November, 14:03”: the time as the reader's country writes it."""
    time = QDateTime.fromSecsSinceEpoch(int(moment.timestamp())).time()
    shown = QLocale().toString(time, QLocale.FormatType.ShortFormat)
    pattern = QCoreApplication.translate("Moments", "%1, %2")
    return pattern.replace("%2", shown).replace("%1", day_in_words(moment))
