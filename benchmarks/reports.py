"""Time a large file of reports: read, matched and fused.

    python benchmarks/reports.py [ROWS]

Prints seconds and peak memory of the process. The rows are made up: places as in the labelled table
of the tests, misspelt at random, with phrases, grades and times of a month; a tenth has a place by
coordinate, a fifth only region and kind. Target: 50,000 rows in 20 s and 1 GB.
"""

import csv
import io
import platform
import random
import resource
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

ROWS = 50_000
CASES = Path(__file__).resolve().parents[1] / "tests" / "cases" / "evidence"
HEADER = ("report_id", "reported_at", "source", "source_url", "place", "region", "lat", "lon", "component_kind",
          "damage", "reliability", "credibility", "note")  # fmt: skip


def made_up(rows: int) -> bytes:
    """Return a CSV of reports; the same for the same number."""
    chance = random.Random(5)
    places = list(csv.DictReader((CASES / "places.csv").open(encoding="utf-8")))
    phrases = [row["phrase"] for row in csv.DictReader((CASES / "phrases.csv").open(encoding="utf-8"))]
    start = datetime(2026, 1, 1, tzinfo=UTC)
    target = io.StringIO()
    writer = csv.writer(target)
    writer.writerow(HEADER)
    for number in range(rows):
        place = chance.choice(places)
        at = start + timedelta(minutes=chance.randrange(43_200))
        lat, lon, name, region, kind = "", "", place["place"], place["region"], place["kind"]
        kind_of_place = chance.random()
        if kind_of_place < 0.1:
            lat, lon, name = f"{chance.uniform(46, 51):.3f}", f"{chance.uniform(24, 37):.3f}", ""
        elif kind_of_place < 0.3:
            name, region, kind = "", f"UA{chance.choice(('05', '12', '46', '51', '63', '80'))}", "substation"
        elif chance.random() < 0.5 and len(name) > 4:
            cut = chance.randrange(len(name))
            name = name[:cut] + name[cut + 1 :]
        writer.writerow((
            f"r{number}", at.isoformat(), f"source {chance.randrange(300)}", f"https://example.org/{chance.randrange(rows)}",
            name, region, lat, lon, kind, chance.choice(phrases), chance.choice("ABCDEF"), chance.randint(1, 6),
            " ".join(chance.choice(phrases) for _ in range(chance.randint(0, 6))),
        ))  # fmt: skip
    return target.getvalue().encode()


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    import gridimpact as gi

    data = made_up(rows)
    grid = gi.read_grid("ukraine")
    before = _peak_mb()
    start, processor = time.perf_counter(), time.process_time()
    reports = gi.read_reports(data, name="benchmark.csv", now=datetime(2026, 3, 1, tzinfo=UTC))
    read = time.perf_counter()
    belief = gi.fuse(reports, grid)
    fused, processor_end = time.perf_counter(), time.process_time()
    print(f"Python {platform.python_version()}, {platform.machine()}; {rows} rows, {len(data) / 1e6:.1f} MB")
    print(f"read               {read - start:>8.2f} s")
    print(f"matched and fused  {fused - read:>8.2f} s")
    print(f"together           {fused - start:>8.2f} s   (target for 50,000 rows: 20 s)")
    print(f"processor time     {processor_end - processor:>8.2f} s")
    print(f"peak memory        {_peak_mb():>8.0f} MB  (before: {before:.0f} MB; target: 1000 MB)")
    print(f"counted {int(belief.matches['counted'].sum())} of {len(belief.matches)}; components {len(belief.table)}")


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0


if __name__ == "__main__":
    main()
