"""What all tests share: no window system, no reader's own library, patience with a busy machine."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Timings are for benchmarks: a busy machine must not fail a property.
settings.register_profile("pressmark", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
settings.load_profile("pressmark")
