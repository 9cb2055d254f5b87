"""What all tests share: no window system, no reader's own library, one set of fonts."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
