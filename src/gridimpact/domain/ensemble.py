"""An ensemble: the same day under many samples of what may be true, and what that leaves to say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from gridimpact.domain.estimate import Estimate, Spread
from gridimpact.domain.sample_statistics import means, probabilities, probability_of, quantiles, spread_of, tail_means
from gridimpact.domain.sample_table import SampleTable
from gridimpact.domain.settings import Settings
from gridimpact.errors import Finding

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Ensemble:
    """A day under many samples.

    Attributes
    ----------
    table : SampleTable
    components : DataFrame
        Components in question, in the order of `table.state`: index component id; `kind`, `p_damaged`.
    snapshots : DatetimeIndex
        Hours. [UTC]
    regions : DataFrame
        Index region id; `name_en`, `name_uk`, `population` [people].
    demand_mw : array, shape (snapshots, regions)
        Expected demand. [MW]
    seed : int
        Of the random draws. [-]
    settings : Settings
    grid_name, grid_fingerprint : str
    method : dict of str to int
        Sample hours `proved`, `solved` and `unsolved`; `partial` are those of the solved ones in which some
        objective was not reached. [-]
    seconds : dict of str to float
        Time by stage, summed over workers, and `wall`. [s]
    stopped_by : str
        Why it ended: `samples`, `precision`, `seconds` or `cancelled`.
    findings : tuple of Finding
    """

    table: SampleTable
    components: pd.DataFrame
    snapshots: pd.DatetimeIndex
    regions: pd.DataFrame
    demand_mw: Floats
    seed: int
    settings: Settings
    grid_name: str
    grid_fingerprint: str
    method: Mapping[str, int] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)
    stopped_by: str = "samples"
    findings: tuple[Finding, ...] = ()

    @property
    def samples(self) -> int:
        """How many samples. [-]"""
        return len(self.table)

    @property
    def peak(self) -> int:
        """Position of the hour of highest demand. [-]"""
        return int(self.demand_mw.sum(axis=1).argmax())

    @property
    def unserved_share(self) -> Floats:
        """Unserved share of demand, shape (samples, snapshots, regions). [0..1]"""
        demand = self.table.demand_factor[:, None, None] * self.demand_mw[None]
        share = np.divide(self.table.shed_mw, demand, out=np.zeros_like(self.table.shed_mw), where=demand > 0)
        return np.clip(share, 0.0, 1.0)

    @property
    def people_without_power(self) -> Floats:
        """People without power, shape (samples, snapshots, regions). [people]"""
        return self._people(self.table.shed_mw)

    @property
    def people_newly_cut(self) -> Floats:
        """People newly cut by the damage, shape (samples, snapshots, regions). [people]"""
        return self._people(self.table.new_cuts_mw)

    def _people(self, cut_mw: Floats) -> Floats:
        """People whose share of their region's demand is cut."""
        demand = self.table.demand_factor[:, None, None] * self.demand_mw[None]
        share = np.divide(cut_mw, demand, out=np.zeros_like(cut_mw), where=demand > 0)
        return np.asarray(np.clip(share, 0.0, 1.0) * self.regions["population"].fillna(0.0).to_numpy(float))

    def values(self, figure: str) -> Floats:
        """Values of a headline figure, one a sample.

        Parameters
        ----------
        figure : str
            Name of one of `HEADLINE_SAMPLES`; the names of `Assessment.summary`.

        Returns
        -------
        array, shape (samples,)
            In the unit that `HEADLINE_SAMPLES` states. [unit of the figure]
        """
        return HEADLINE_SAMPLES[figure][1](self)

    def spread(self, figure: str) -> Spread:
        """Mean, P10, P50, P90 and worst-tail mean of a headline figure, each with its standard error.

        Parameters
        ----------
        figure : str
            As in `values`.

        Returns
        -------
        Spread
        """
        return spread_of(self.values(figure), HEADLINE_SAMPLES[figure][0])

    def summary(self) -> pd.DataFrame:
        """Headline figures.

        Returns
        -------
        DataFrame
            Index `figure`; `unit`, `mean`, `standard_error` (of the mean), `p10`, `p50`, `p90`, `tail_mean` (CVaR 90),
            the standard errors `p10_error`, `p50_error`, `p90_error`, `tail_error`, and `samples`.
        """
        return pd.DataFrame({name: _spread_row(self.spread(name)) for name in HEADLINE_SAMPLES}).T.rename_axis("figure")

    def by_region(self, *, share: float = 0.2) -> pd.DataFrame:
        """Figures by region.

        Parameters
        ----------
        share : float
            Share of the day's energy whose loss `p_loses_more` tells the chance of. [0..1]

        Returns
        -------
        DataFrame
            Index region id; `<figure>_<mark>` with figure `ens_mwh`, `outage_h`, `people_peak`, `person_hours`,
            `shed_peak_mw`, `new_cuts_peak_mw`, `relief_peak_mw`, `people_new_peak`, mark `mean`, `error` (standard
            error of the mean), `p10`, `p50`, `p90`, `tail_mean`;
            `p_loses_more` and `p_loses_more_error`.
        """
        unserved, people = self.unserved_share, self.people_without_power
        parts = {
            "ens_mwh": self.table.shed_mw.sum(axis=1),
            "outage_h": unserved.sum(axis=1),
            "people_peak": people[:, self.peak],
            "person_hours": people.sum(axis=1),
            "shed_peak_mw": self.table.shed_mw[:, self.peak],
            "new_cuts_peak_mw": self.table.new_cuts_mw[:, self.peak],
            "relief_peak_mw": self.table.relief_mw[:, self.peak],
            "people_new_peak": self.people_newly_cut[:, self.peak],
        }
        columns = {
            f"{name}_{mark}": column for name, values in parts.items() for mark, column in _marks(values).items()
        }
        chance, error = self.chance_of_losing(share)
        columns |= {"p_loses_more": chance, "p_loses_more_error": error}
        return pd.DataFrame(columns, index=self.regions.index)

    def chance_of_losing(self, share: float) -> tuple[Floats, Floats]:
        """Probability that a region loses more than a share of the day's energy, and its standard error, by region.

        Parameters
        ----------
        share : float
            [0..1]

        Returns
        -------
        tuple of array, shape (regions,)
            Probability and standard error (`sample_statistics.probabilities`). [0..1]
        """
        energy = self.table.demand_factor[:, None] * self.demand_mw.sum(axis=0)[None]
        return probabilities(self.table.shed_mw.sum(axis=1) > share * energy + 1e-9)

    def by_hour(self) -> pd.DataFrame:
        """Figures of the whole grid by hour.

        Returns
        -------
        DataFrame
            Index snapshot; `<figure>_<mark>` as in `by_region`, with figure `shed_mw`, `people`, `need_mw`,
            `allowed_mw`, `deliverable_mw`, `used_mw`.
        """
        table = self.table
        parts = {
            "shed_mw": table.shed_mw.sum(axis=2),
            "people": self.people_without_power.sum(axis=2),
            "need_mw": table.need_mw,
            "allowed_mw": table.allowed_mw,
            "deliverable_mw": table.deliverable_mw,
            "used_mw": table.used_mw,
        }
        columns = {
            f"{name}_{mark}": column for name, values in parts.items() for mark, column in _marks(values).items()
        }
        return pd.DataFrame(columns, index=self.snapshots)

    def by_region_and_hour(self) -> pd.DataFrame:
        """Figures by hour and region.

        Returns
        -------
        DataFrame
            Index (`snapshot`, `region_id`); `<figure>_<mark>` with figure `shed_mw`, `people`.
        """
        index = pd.MultiIndex.from_product([self.snapshots, self.regions.index], names=["snapshot", "region_id"])
        parts = {"shed_mw": self.table.shed_mw, "people": self.people_without_power}
        columns = {
            f"{name}_{mark}": column.ravel()
            for name, values in parts.items()
            for mark, column in _marks(values).items()
        }
        return pd.DataFrame(columns, index=index)

    def chance(self, hits: "NDArray[np.bool_]") -> Estimate:
        """Probability of anything that holds or does not in each sample.

        Parameters
        ----------
        hits : array of bool, shape (samples,)
            Whether it holds.

        Returns
        -------
        Estimate
            Without unit.
        """
        return probability_of(hits)


def _spread_row(spread: Spread) -> dict[str, object]:
    return {
        "unit": spread.unit,
        "mean": spread.mean.value,
        "standard_error": spread.mean.standard_error,
        "p10": spread.p10.value,
        "p50": spread.p50.value,
        "p90": spread.p90.value,
        "tail_mean": spread.tail_mean.value,
        "p10_error": spread.p10.standard_error,
        "p50_error": spread.p50.standard_error,
        "p90_error": spread.p90.standard_error,
        "tail_error": spread.tail_mean.standard_error,
        "samples": spread.samples,
    }


def _marks(values: Floats) -> dict[str, Floats]:
    """Mean with its error, quantiles and worst-tail mean, down the samples."""
    mean, error = means(values)
    return {
        "mean": mean,
        "error": error,
        "p10": quantiles(values, 0.1)[0],
        "p50": quantiles(values, 0.5)[0],
        "p90": quantiles(values, 0.9)[0],
        "tail_mean": tail_means(values)[0],
    }


def _peak(column: str) -> Callable[[Ensemble], Floats]:
    def of(ensemble: Ensemble) -> Floats:
        values: Floats = getattr(ensemble.table, column)[:, ensemble.peak]
        return values

    return of


def _demand_at_peak(ensemble: Ensemble) -> Floats:
    return ensemble.table.demand_factor * float(ensemble.demand_mw[ensemble.peak].sum())


def _shed_at_peak(ensemble: Ensemble) -> Floats:
    return np.asarray(ensemble.table.shed_mw[:, ensemble.peak].sum(axis=1))


def _share_at_peak(ensemble: Ensemble) -> Floats:
    demand = _demand_at_peak(ensemble)
    return np.divide(_shed_at_peak(ensemble), demand, out=np.zeros_like(demand), where=demand > 0)


def _affected(ensemble: Ensemble) -> Floats:
    energy = ensemble.table.demand_factor[:, None] * ensemble.demand_mw.sum(axis=0)[None]
    lost = ensemble.table.shed_mw.sum(axis=1) > ensemble.settings.impact.notable_share * energy + 1e-9
    return np.asarray(lost.sum(axis=1), dtype=np.float64)


HEADLINE_SAMPLES: dict[str, tuple[str, Callable[[Ensemble], Floats]]] = {
    "demand_peak_mw": ("MW", _demand_at_peak),
    "shed_peak_mw": ("MW", _shed_at_peak),
    "unserved_peak_share": ("share", _share_at_peak),
    "ens_mwh": ("MWh", lambda e: np.asarray(e.table.shed_mw.sum(axis=(1, 2)))),
    "people_peak": ("people", lambda e: np.asarray(e.people_without_power[:, e.peak].sum(axis=1))),
    "person_hours": ("person-hours", lambda e: np.asarray(e.people_without_power.sum(axis=(1, 2)))),
    "import_need_peak_mw": ("MW", _peak("need_mw")),
    "import_allowed_peak_mw": ("MW", _peak("allowed_mw")),
    "import_deliverable_peak_mw": ("MW", _peak("deliverable_mw")),
    "import_used_peak_mw": ("MW", _peak("used_mw")),
    "import_used_mwh": ("MWh", lambda e: np.asarray(e.table.used_mw.sum(axis=1))),
    "regions_affected": ("regions", _affected),
    "new_cuts_peak_mw": ("MW", lambda e: np.asarray(e.table.new_cuts_mw[:, e.peak].sum(axis=1))),
    "relief_peak_mw": ("MW", lambda e: np.asarray(e.table.relief_mw[:, e.peak].sum(axis=1))),
    "people_new_peak": ("people", lambda e: np.asarray(e.people_newly_cut[:, e.peak].sum(axis=1))),
    "person_hours_new": ("person-hours", lambda e: np.asarray(e.people_newly_cut.sum(axis=(1, 2)))),
}
"""Headline figures of each sample: unit, and how it is read off; names as in `Assessment.summary`."""
