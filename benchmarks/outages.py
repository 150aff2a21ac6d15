"""Time the outage schedules of 27 regions for 7 days, and the whole impact stage of the example night.

python benchmarks/outages.py [REPEATS]
"""

import sys
import time
from dataclasses import replace

import gridimpact as gi
from gridimpact.domain.settings import NetworkSettings
from gridimpact.impact.people_impact import people_impact
from gridimpact.impact.rolling_outages import rolling_outages

REPEATS = 5


def main() -> None:
    repeats = int(sys.argv[1]) if len(sys.argv) > 1 else REPEATS
    grid = gi.read_grid("ukraine")
    settings = gi.Settings(network=NetworkSettings(ac_check=False))
    dispatch = gi.assess(grid, gi.read_reports(gi.example_reports()["night"]), settings).evaluation.dispatch
    week = replace(settings.impact, horizon_days=7)
    for name, action in (
        ("schedules, 27 regions, 7 days", lambda: rolling_outages(dispatch, grid, week)),
        ("impact stage, 3 days", lambda: people_impact(dispatch, grid, settings.impact)),
    ):
        seconds = []
        for _ in range(repeats):
            start = time.perf_counter()
            action()
            seconds.append(time.perf_counter() - start)
        print(f"{name}: {min(seconds):.3f} to {max(seconds):.3f} s")


if __name__ == "__main__":
    main()
