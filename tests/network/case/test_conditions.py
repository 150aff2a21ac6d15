from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import numpy as np
import pytest

from gridimpact.domain.grid import Grid
from gridimpact.domain.settings import DemandSettings, ImpactSettings, Settings
from gridimpact.domain.vocabulary import Season
from gridimpact.errors import DataError
from gridimpact.network.case.conditions import assessed_day, import_caps, operating_conditions, season_of


def test_the_day_is_the_local_day_of_the_as_of_time(ukraine: Grid) -> None:
    """23:30 UTC on 14 January is 01:30 in Kyiv on the 15th, whose midnight is 22:00 UTC on the 14th."""
    conditions = operating_conditions(ukraine, DemandSettings(), as_of=datetime(2026, 1, 14, 23, 30, tzinfo=UTC))
    assert conditions.snapshots[0].isoformat() == "2026-01-14T22:00:00+00:00"
    assert len(conditions.snapshots) == 24
    assert conditions.reference_state == "winter-2026-01"


def test_demand_follows_the_profile_and_peaks_at_what_was_published(ukraine: Grid) -> None:
    total = operating_conditions(ukraine, DemandSettings()).load_mw.sum(axis=1)
    assert total.max() == pytest.approx(18_000)
    assert total[3] == pytest.approx(0.78 * 18_000)  # winter working day, 3 o'clock


def test_available_generation_at_the_peak_is_what_was_published(ukraine: Grid) -> None:
    conditions = operating_conditions(ukraine, DemandSettings())
    assert conditions.available_mw[17].sum() == pytest.approx(11_000, rel=0.01)


def test_summer_has_its_own_state_and_sun(ukraine: Grid) -> None:
    conditions = operating_conditions(ukraine, DemandSettings(season=Season.SUMMER))
    solar = (ukraine.units["technology"] == "solar").to_numpy()
    assert conditions.reference_state == "summer-2024"
    assert conditions.available_mw[13, solar].sum() > 0
    assert conditions.available_mw[0, solar].sum() == 0


def test_scales_scale(ukraine: Grid) -> None:
    base, scaled = (
        operating_conditions(ukraine, DemandSettings(demand_scale=d, generation_scale=g))
        for d, g in ((1, 1), (0.5, 0.25))
    )
    assert scaled.load_mw == pytest.approx(0.5 * base.load_mw)
    assert scaled.available_mw == pytest.approx(0.25 * base.available_mw)


@pytest.mark.parametrize(
    ("season", "outdoor_c", "factor"),
    [
        (Season.WINTER, None, 1.0),
        (Season.WINTER, -5.0, 1.0),
        (Season.WINTER, -15.0, 1.30 / 1.20),  # 30 and 20 degrees below 15, 1 % each
        (Season.WINTER, 10.0, 1.05 / 1.20),
        (Season.SUMMER, 20.0, 1.0),
        (Season.SUMMER, 32.0, 1.03),  # 10 degrees above 22, 0.3 % each
    ],
)
def test_demand_follows_a_given_temperature(ukraine: Grid, season: Season, outdoor_c: float, factor: float) -> None:
    settings = Settings(demand=DemandSettings(season=season), impact=ImpactSettings(outdoor_temperature_c=outdoor_c))
    base, day = operating_conditions(ukraine, settings.demand), assessed_day(ukraine, settings)
    assert day.load_mw == pytest.approx(factor * base.load_mw)
    assert day.available_mw == pytest.approx(base.available_mw)
    assert [str(f.where) for f in day.findings] == ([] if outdoor_c is None else ["outdoor temperature"])


def test_a_grid_that_states_its_own_demand_says_that_temperature_changes_nothing(build_grid: Any) -> None:
    grid = build_grid({"buses": ["a"], "units": [["g", "a", 10]], "loads": [["d", "a", 5, "general"]]})
    day = assessed_day(grid, Settings(impact=ImpactSettings(outdoor_temperature_c=-20.0)))
    assert day.load_mw == pytest.approx(5.0)
    assert "states its own demand" in day.findings[0].what


def test_an_unknown_state_is_refused_with_the_states_there_are(ukraine: Grid) -> None:
    with pytest.raises(DataError, match="winter-2026-01"):
        operating_conditions(ukraine, DemandSettings(reference_state="spring"))


@pytest.mark.parametrize(
    ("day", "limit"),
    [
        (date(2022, 6, 29), 0.0),
        (date(2022, 6, 30), 100.0),
        (date(2024, 6, 3), 1_700.0),
        (date(2024, 12, 1), 2_100.0),
        (date(2026, 1, 15), 2_450.0),
    ],
)
def test_the_import_limit_is_the_one_in_force(day: date, limit: float, ukraine: Grid) -> None:
    assert import_caps(ukraine, day)[0] == limit


def test_poland_has_fifteen_per_cent_since_december_2024(ukraine: Grid) -> None:
    assert import_caps(ukraine, date(2026, 1, 15))[1]["PL"] == pytest.approx(0.15 * 2_450)


def test_a_unit_never_exceeds_what_is_installed(ukraine: Grid) -> None:
    generous = ukraine.availability.assign(available_mw=1e6)
    conditions = operating_conditions(replace(ukraine, availability=generous), DemandSettings())
    assert (conditions.available_mw <= ukraine.units["p_nom_mw"].to_numpy(float) + 1e-9).all()
    assert np.isfinite(conditions.available_mw).all()


def test_seasons_turn_in_april_and_october() -> None:
    assert [season_of(date(2025, month, 1)) for month in (3, 4, 9, 10)] == [
        Season.WINTER,
        Season.SUMMER,
        Season.SUMMER,
        Season.WINTER,
    ]
