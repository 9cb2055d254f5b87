"""Runs the benchmarks beside this file: every bench_*.py with a main(), all of them or those whose names are given.

A benchmark prints ratios that were measured within one run (times of two machines, or of two days, say nothing), and asserts
its own bound, if it has one: `run.py` reports which ones failed.
"""

from __future__ import annotations

import importlib.util
import sys
import time
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(names: list[str]) -> int:
    """Run what was asked for; the number of benchmarks that failed."""
    found = {path.stem.removeprefix("bench_"): path for path in sorted(HERE.glob("bench_*.py"))}
    unknown = [name for name in names if name not in found]
    if unknown:
        print(f"There is no benchmark {', '.join(unknown)}. There are: {', '.join(found)}.", file=sys.stderr)
        return 2
    failed = 0
    for name in names or found:
        print(f"\n── {name}", flush=True)
        started = time.monotonic()
        spec = importlib.util.spec_from_file_location(found[name].stem, found[name])
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module  # spawned children and dataclasses look it up there
        try:
            spec.loader.exec_module(module)
            module.main()
        except Exception:  # noqa: BLE001 - one failed benchmark must not keep the others from running
            traceback.print_exc()
            failed += 1
        print(f"   {time.monotonic() - started:.1f} s in all", flush=True)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
