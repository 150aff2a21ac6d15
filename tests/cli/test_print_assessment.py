"""The table of regions: what stands under the peak hour is of the peak hour."""

from pathlib import Path

import pytest

import gridimpact as gi
from gridimpact.cli.print_assessment import print_assessment
from gridimpact.domain.settings import NetworkSettings, Settings


def test_shares_of_the_peak_hour_are_those_of_its_power(
    ukraine: gi.Grid, night: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quick = Settings(network=NetworkSettings(ac_check=False, coupled_day=False))
    answer = gi.assess(ukraine, gi.read_reports(night), quick)
    print_assessment(answer, ukraine)
    printed = capsys.readouterr().out
    volyn = answer.evaluation.regions.loc["UA07"]
    at_peak = volyn["shed_mw"] / volyn["demand_mw"]
    assert abs(at_peak - volyn["unserved_share"]) > 0.01  # else the test could not tell them apart
    row = next(line for line in printed.splitlines() if line.startswith("UA07") and "%" in line)
    assert f" {100 * at_peak:.1f} %" in row
    assert f"{100 * volyn['unserved_share']:.1f} %" not in row
    table = printed.partition("Regions with unserved energy")[2].partition("UA51")[0].splitlines()[1:]
    assert [" ".join(line.split()) for line in table if "share not served at" in line or "the peak hour" in line] == [
        "share not served at people without power energy not served",
        "P-code name in English demand (MW) demand not served (MW) the peak hour (equivalent) (MWh) "
        "mean outage time (h)",
    ]
