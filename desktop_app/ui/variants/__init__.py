"""The window of quotations that several articles have."""

from desktop_app.ui.variants.window import SameQuotations

__all__ = ["SameQuotations"]
