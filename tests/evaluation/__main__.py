"""`python -m tests.evaluation [dev|test …] [--errors]`: the table of scores, and on request every error."""

from __future__ import annotations

import argparse

from tests.evaluation.measuring import errors, measure, table


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("groups", nargs="*", default=["dev", "test"], choices=["dev", "test"], metavar="dev|test")
    parser.add_argument(
        "--errors", action="store_true", help="list every error (keep the test group unread while tuning)"
    )
    options = parser.parse_args()
    for group in options.groups:
        scores = measure(group)
        print(table(scores, group), end="\n\n")
        if options.errors:
            print(errors(scores), end="\n\n")


if __name__ == "__main__":
    main()
