"""Days and moments in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from desktop_app.ui.moments import day_in_words, moment_in_words


def test_days_have_the_name_of_their_month_and_the_year_where_it_is_another(qapp: QApplication) -> None:
    now = datetime.now().astimezone()
    month = QLocale().monthName(now.month)
    assert day_in_words(now) == f"{now.day} {month}"
    earlier = now.replace(day=1) - timedelta(days=400)
    assert day_in_words(earlier) == f"{earlier.day} {QLocale().monthName(earlier.month)} {earlier.year}"
    assert moment_in_words(now).startswith(f"{now.day} {month}, ")
    assert f"{now.minute:02}" in moment_in_words(now)
