"""The sandbox as docs/deployer.md serves it: PostgreSQL, several processes. What was found is printed as JSON.

In a process of its own, since a process has one database: DATABASE_URL names an empty one.
"""

import json
import os
import sys
from pathlib import Path

from tests.bench.sandbox_class import HURRIED, READING, thirty_at_once
from tests.bench.sandbox_programs import aggregator, load_demonstration, platform, settle
from tests.bench.sandbox_rows import Row
from tests.bench.sandbox_withdrawal import POLLERS, withdraw_while_polled, withdrawals

PROCESSES = 3  # as docs/deployer.md says


def main() -> None:
    settle(Path(os.environ["DATA_DIR"]), DATABASE_URL=os.environ["DATABASE_URL"])
    load_demonstration()
    rows, faults = list[Row](), list[str]()
    with platform(PROCESSES), aggregator():
        found = [withdraw_while_polled(*pollers) for pollers in POLLERS]
        rows += withdrawals(found, "PostgreSQL")
        for pace in (HURRIED, READING):
            measured, broken = thirty_at_once(pace, "PostgreSQL")
            rows += measured
            faults += broken
    json.dump({"rows": rows, "found": found, "faults": faults}, sys.stdout)


if __name__ == "__main__":
    main()
