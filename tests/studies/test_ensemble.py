"""Ensembles: truth on paper, agreement with the full form, and the same figures whoever does the work."""

from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import fields, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import gridimpact.studies.ensemble_chunks as pieces
from gridimpact.adapters.reports.files import read_reports
from gridimpact.assessment import evaluate
from gridimpact.domain.damage import Contingency, DamageBelief
from gridimpact.domain.ensemble import HEADLINE_SAMPLES, Ensemble
from gridimpact.domain.grid import Grid
from gridimpact.domain.sample_table import SampleTable
from gridimpact.domain.settings import EnsembleSettings, NetworkSettings, Settings
from gridimpact.errors import DataError
from gridimpact.evidence import fuse
from gridimpact.impact.attribution import caused_by_damage
from gridimpact.network.case.contingencies import DamageEffects, apply
from gridimpact.studies.ensemble import job_of, run_ensemble
from gridimpact.studies.ensemble_spec import sampled_days, with_reservoirs

QUICK = Settings(network=NetworkSettings(ac_check=False))
ONLY_DAMAGE = replace(
    QUICK,
    ensemble=EnsembleSettings(
        demand_sd_share=0.0, wind_spread_share=0.0, solar_spread_share=0.0, unit_outages=False, import_low_share=1.0
    ),
)


@pytest.fixture(scope="module")
def belief(ukraine: Grid, night: Path) -> DamageBelief:
    return fuse(read_reports(night), ukraine)


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of ten samples, so that a short ensemble has several."""
    monkeypatch.setattr(pieces, "CHUNK_SAMPLES", 10)


def _same(one: Ensemble, other: Ensemble) -> bool:
    """Equal to the last digit."""
    return all(
        np.array_equal(getattr(one.table, part.name), getattr(other.table, part.name)) for part in fields(SampleTable)
    )


@pytest.mark.parametrize("seed", range(8))
def test_energy_not_served_of_two_units_is_that_on_paper(seed: int, system: Any) -> None:
    """Two units of 60 MW, out with chance 0.2 and 0.1, for 100 MW: EENS 0.02 · 100 + 0.26 · 40 = 12.4 MWh."""
    grid = system({"buses": ["a"], "units": [["g", "a", 60, 0.0], ["h", "a", 60, 0.0]], "loads": [["a", 100]]})
    answer = run_ensemble(grid, {"gen:0": 0.2, "gen:1": 0.1}, ONLY_DAMAGE, samples=1_000, seed=seed)
    spread = answer.spread("ens_mwh")
    assert spread.mean.errors_from(12.4) < 3.5
    assert spread.mean.standard_error == pytest.approx(0.67, rel=0.25)
    lost = (answer.values("ens_mwh") > 50).mean()
    assert lost == pytest.approx(0.02, abs=0.015)


def test_each_sample_stands_beside_itself_without_the_damage(ukraine: Grid, belief: DamageBelief) -> None:
    """The same demand, units and rules with nothing damaged, again through `evaluate`."""
    hourly = replace(QUICK, network=replace(QUICK.network, coupled_day=False))
    answer = run_ensemble(ukraine, belief, QUICK, samples=12, seed=5)
    job = job_of(ukraine, belief, QUICK, seed=5)
    draws = job.sampler.draw(range(12))
    intact = apply(Contingency(), ukraine)
    days = with_reservoirs(job.sampler, [(intact, job.sampler.day(draws, number)) for number in range(12)])
    for number in (0, 11):
        full = evaluate(ukraine, Contingency(), hourly, conditions=days[number][1])
        shed = full.regions_hourly.pivot_table(index="snapshot", columns="region_id", values="shed_mw")
        told = answer.table.shed_without_mw[number]
        assert np.abs(told - shed[answer.regions.index].to_numpy()).max() < 1e-3
    assert (answer.table.new_cuts_mw >= 0.0).all()
    assert (answer.table.relief_mw >= 0.0).all()


def test_without_damage_nothing_is_newly_cut(ukraine: Grid) -> None:
    answer = run_ensemble(ukraine, {}, QUICK, samples=5, seed=1)
    assert answer.values("new_cuts_peak_mw").tolist() == answer.values("relief_peak_mw").tolist() == [0.0] * 5


def test_stated_damage_with_nothing_drawn_is_the_single_day(ukraine: Grid) -> None:
    """Odesa's main substation is out in every sample; nothing else varies: one value, that of the single day."""
    case = Contingency(out=("substation:usatove",))
    settings = replace(ONLY_DAMAGE, network=replace(QUICK.network, coupled_day=False))
    answer = run_ensemble(ukraine, case, settings, samples=4, seed=1)
    caused = caused_by_damage(evaluate(ukraine, case, settings), evaluate(ukraine, Contingency(), settings))
    for figure, single in (("new_cuts_peak_mw", caused.new_cuts_mw), ("people_new_peak", caused.people_new)):
        spread = answer.spread(figure)
        assert spread.p10.value == pytest.approx(single, rel=1e-4)
        assert spread.p90.value == pytest.approx(single, rel=1e-4)


def test_samples_are_those_of_the_full_form(ukraine: Grid, belief: DamageBelief) -> None:
    """Each sample again through `evaluate`, with its damage and its day: load by load and hour by hour."""
    hourly = replace(QUICK, network=replace(QUICK.network, coupled_day=False))
    answer = run_ensemble(ukraine, belief, QUICK, samples=30, seed=3)
    job = job_of(ukraine, belief, QUICK, seed=3)
    draws = job.sampler.draw(range(30))
    days = sampled_days(job.sampler, draws, DamageEffects(ukraine))
    for number in (0, 11, 29):
        case = job.sampler.contingency(draws.state[number])
        full = evaluate(ukraine, case, hourly, conditions=days[number][1])
        shed = full.regions_hourly.pivot(index="snapshot", columns="region_id", values="shed_mw")
        told = answer.table.shed_mw[number]
        assert np.abs(told - shed[answer.regions.index].to_numpy()).max() < 1e-6 * 18_000
        for name in ("need_mw", "allowed_mw", "deliverable_mw", "used_mw"):
            assert getattr(answer.table, name)[number] == pytest.approx(full.imports_total[name].to_numpy(), abs=0.018)
        people = answer.values("people_peak")[number]
        assert people == pytest.approx(full.regions["people"].sum(), rel=1e-6)
        assert answer.values("person_hours")[number] == pytest.approx(full.regions["person_hours"].sum(), rel=1e-6)
        hours = answer.unserved_share[number].sum(axis=0)
        assert hours == pytest.approx(full.regions.loc[answer.regions.index, "outage_h"].to_numpy(), abs=1e-6)


@pytest.mark.parametrize("state", ["winter-2026-01", "summer-2024"])
def test_samples_differ_from_evaluate_at_its_defaults_by_the_plan_of_reservoirs_alone(
    state: str, ukraine: Grid, belief: DamageBelief
) -> None:
    """`evaluate` plans reservoirs and shedding of a day as one problem; samples plan reservoirs first, by themselves.

    The sampled plan is one that the coupled day could choose too, but for pumping, which only helps: a sample never
    sheds less than `evaluate`, and at most 0.5 % of its energy, or 5 MWh, more. By hour it can differ by what water
    moves: never by more than the power of all reservoirs. What is allowed to be imported is the same.
    """
    settings = replace(QUICK, demand=replace(QUICK.demand, reference_state=state))
    answer = run_ensemble(ukraine, belief, settings, samples=6, seed=3)
    job = job_of(ukraine, belief, settings, seed=3)
    draws = job.sampler.draw(range(6))
    for number in (0, 5):
        case, day = job.sampler.contingency(draws.state[number]), job.sampler.day(draws, number)
        full = evaluate(ukraine, case, settings, conditions=day)
        by_hour = answer.table.shed_mw[number].sum(axis=1)
        whole = float(full.total_shed_mw.sum())
        assert whole - 0.5 <= by_hour.sum() <= whole * 1.005 + 5.0
        assert np.abs(by_hour - full.total_shed_mw.to_numpy()).max() <= day.reservoirs.power_mw.sum()
        allowed = full.imports_total["allowed_mw"].to_numpy()
        assert answer.table.allowed_mw[number] == pytest.approx(allowed, abs=0.018)


def test_certain_damage_without_other_uncertainty_is_one_case(ukraine: Grid) -> None:
    case = Contingency(out=("substation:usatove",), derated={"plant:P020": 0.3})
    answer = run_ensemble(ukraine, case, ONLY_DAMAGE, samples=3)
    full = evaluate(ukraine, case, QUICK)
    assert np.ptp(answer.values("ens_mwh")) < 1e-3
    # the reservoirs' plan is the quick one
    assert answer.values("ens_mwh")[0] == pytest.approx(full.total_shed_mw.sum(), rel=0.002)


@pytest.mark.usefixtures("small_pieces")
def test_order_of_work_and_resuming_change_no_digit(ukraine: Grid, belief: DamageBelief, tmp_path: Path) -> None:
    whole = run_ensemble(ukraine, belief, QUICK, samples=40)
    backwards = run_ensemble(ukraine, belief, QUICK, samples=40, executor=_Backwards())
    assert _same(whole, backwards)

    kept = tmp_path / "kept"
    stopped = run_ensemble(ukraine, belief, QUICK, samples=40, checkpoint=kept, cancelled=lambda: True)
    assert (stopped.stopped_by, stopped.samples) == ("cancelled", 10)
    resumed = run_ensemble(ukraine, belief, QUICK, samples=40, checkpoint=kept)
    assert _same(whole, resumed)
    assert whole.stopped_by == "samples"
    with pytest.raises(DataError, match="another ensemble"):
        run_ensemble(ukraine, belief, QUICK, samples=40, seed=2, checkpoint=kept)


@pytest.mark.usefixtures("small_pieces")
def test_a_torn_piece_is_worked_out_again(ukraine: Grid, belief: DamageBelief, tmp_path: Path) -> None:
    whole = run_ensemble(ukraine, belief, QUICK, samples=20, checkpoint=tmp_path)
    torn = sorted(tmp_path.glob("*.npz"))[0]
    torn.write_bytes(torn.read_bytes()[:200])
    assert _same(whole, run_ensemble(ukraine, belief, QUICK, samples=20, checkpoint=tmp_path))


@pytest.mark.usefixtures("small_pieces")
def test_a_failing_executor_loses_nothing(ukraine: Grid, belief: DamageBelief) -> None:
    whole = run_ensemble(ukraine, belief, QUICK, samples=30)
    assert _same(whole, run_ensemble(ukraine, belief, QUICK, samples=30, executor=_Dying()))
    assert _same(whole, run_ensemble(ukraine, belief, QUICK, samples=30, executor=_Losing()))


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_any_number_of_processes_gives_the_same_figures(workers: int, system: Any) -> None:
    """Five pieces of a small grid; processes are started anew, as the command line does."""
    grid = system(
        {
            "buses": ["a", "b"],
            "lines": [["l", "a", "b", 0.1, 70.0, 0.0]],
            "units": [["g", "a", 60, 0.0], ["h", "a", 60, 0.0]],
            "loads": [["a", 40], ["b", 60]],
        }
    )
    chances = {"gen:0": 0.3, "line:0": 0.2}
    alone = run_ensemble(grid, chances, QUICK, samples=1_200)
    with ProcessPoolExecutor(max_workers=workers, mp_context=get_context("spawn")) as pool:
        assert _same(alone, run_ensemble(grid, chances, QUICK, samples=1_200, executor=pool))


def test_it_stops_when_precise_enough(system: Any) -> None:
    grid = system({"buses": ["a"], "units": [["g", "a", 60, 0.0], ["h", "a", 60, 0.0]], "loads": [["a", 100]]})
    told: list[tuple[float, str]] = []
    answer = run_ensemble(
        grid,
        {"gen:0": 0.5, "gen:1": 0.5},
        QUICK,
        samples=50_000,
        rel_error=0.03,
        progress=lambda share, text: told.append((share, text)),
    )
    assert answer.stopped_by == "precision"
    assert answer.samples < 5_000
    assert answer.spread("ens_mwh").mean.relative_error <= 0.03
    assert "samples; ens_mwh" in told[-1][1]
    timed = run_ensemble(grid, {"gen:0": 0.5}, QUICK, samples=50_000, seconds=1e-6)
    assert (timed.stopped_by, timed.samples) == ("seconds", 250)


def test_ranges_hold_the_truth_as_often_as_they_say(ukraine: Grid, belief: DamageBelief) -> None:
    """200 truths drawn from the same belief: P10 to P90 holds 80 % of them, give or take 6."""
    answer = run_ensemble(ukraine, belief, QUICK, samples=500, seed=11)
    truths = run_ensemble(ukraine, belief, QUICK, samples=200, seed=12)
    for figure in ("ens_mwh", "people_peak", "shed_peak_mw", "import_need_peak_mw"):
        low, high = (getattr(answer.spread(figure), mark).value for mark in ("p10", "p90"))
        held = ((truths.values(figure) >= low) & (truths.values(figure) <= high)).mean()
        assert 0.74 <= held <= 0.86, figure


@pytest.mark.parametrize(
    ("options", "where"),
    [
        ({"samples": 0}, "ensemble.samples"),
        ({"rel_error": 2.0}, "ensemble.rel_error"),
        ({"figure": "beauty"}, "ensemble.figure"),
        ({"seconds": 0.0}, "ensemble.seconds"),
        ({"seed": -1}, "ensemble.seed"),
    ],
)
def test_options_that_cannot_be_used_are_told(options: dict[str, Any], where: str, ukraine: Grid) -> None:
    with pytest.raises(DataError) as raised:
        run_ensemble(ukraine, {}, QUICK, **options)
    assert [finding.where for finding in raised.value.findings] == [where]


def test_tables_hold_together(ukraine: Grid, belief: DamageBelief) -> None:
    answer = run_ensemble(ukraine, belief, QUICK, samples=60)
    summary, regions, hours = answer.summary(), answer.by_region(share=0.2), answer.by_hour()
    assert list(summary.index) == list(HEADLINE_SAMPLES)
    assert (summary["p10"] <= summary["p50"]).all()
    assert (summary["p50"] <= summary["p90"]).all()
    assert (summary["p90"] <= summary["tail_mean"] + 1e-9).all()
    assert regions["ens_mwh_mean"].sum() == pytest.approx(summary.loc["ens_mwh", "mean"])
    assert hours["shed_mw_mean"].sum() == pytest.approx(summary.loc["ens_mwh", "mean"])
    assert hours["people_p90"].iloc[answer.peak] == pytest.approx(summary.loc["people_peak", "p90"])
    wide = answer.by_region_and_hour()
    assert len(wide) == 24 * len(regions)
    assert wide["shed_mw_mean"].sum() == pytest.approx(summary.loc["ens_mwh", "mean"])
    assert regions["p_loses_more"].between(0, 1).all()
    assert set(answer.method) == {"proved", "solved", "unsolved", "partial"}


class _Backwards(Executor):
    """Does what it is given when asked for, the last first."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Future[Any], Any, Any]] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._waiting.append((future, fn, args))
        if len(self._waiting) == pieces.AHEAD:
            for own, function, given in self._waiting[::-1]:
                own.set_result(function(*given))
            self._waiting.clear()
        return future


class _Dying(Executor):
    """Breaks after its first piece, as a pool whose process is killed does."""

    def __init__(self) -> None:
        self._count = 0

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self._count += 1
        future: Future[Any] = Future()
        if self._count > 3:
            raise BrokenProcessPool("gone")
        if self._count == 1:
            future.set_result(fn(*args))
        else:
            future.set_exception(BrokenProcessPool("gone"))
        return future


class _Losing(Executor):
    """Loses each piece twice, as a cluster does whose workers die."""

    def __init__(self) -> None:
        self._seen: dict[Any, int] = {}

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self._seen[args[1]] = self._seen.get(args[1], 0) + 1
        if self._seen[args[1]] < 3:
            future.set_exception(OSError("worker lost"))
        else:
            future.set_result(fn(*args))
        return future
