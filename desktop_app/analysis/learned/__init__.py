"""The learned part of the engine: a small encoder that marks source, cue and content, links them, and tells whom a word means."""

from __future__ import annotations

import os

# products as small as ours gain nothing by numpy's own threads, and where other programs hold the cores, each waits for the
# other, some hundred times as long as the product takes; numpy looks here when it is first imported
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
