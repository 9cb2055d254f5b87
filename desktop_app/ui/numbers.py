"""Numbers in words and digits, as the reader's own country writes them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale


def number(count: int) -> str:
    """With separators between thousands: “1,204”, “1.204”."""
    return QLocale().toString(count)


def counted(count: int, one: str, many: str) -> str:
    """`one` as it is for 1; for all other counts `many` with the number in the place of “%1”."""
    return one if count == 1 else many.replace("%1", number(count))


def percent(share: float) -> str:
    """A share of 0..1 in whole hundredths, rounded down: what lies below a limit never looks as if it reached it."""
    return QCoreApplication.translate("Numbers", "%1%").replace("%1", number(int(share * 100 + 1e-6)))
