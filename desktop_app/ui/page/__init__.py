"""The page: the article's text with its marks. Panels and window know `PageView` and `MarkRef` only."""

from desktop_app.ui.page.marks import MarkRef
from desktop_app.ui.page.page_view import PageView

__all__ = ["MarkRef", "PageView"]
