"""Damage: what is believed (a probability per state) and what is assumed (a contingency)."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

import pandas as pd

from gridimpact.domain.vocabulary import DAMAGE_STATES
from gridimpact.errors import DataError, Finding, Severity
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.translate import N_


class ShareLeftOutOfRange(Finding):
    """Components whose share of capacity left is no share, `ids`."""

    template = N_("a share left is outside 0..1")
    remedy_template = N_("give the share of capacity left, between 0 and 1")
    severity = Severity.ERROR


class NotCountedKind(StrEnum):
    """What keeps a report from being counted."""

    COPY = "copy"
    """It copies another report and counts with it."""
    SUPERSEDED = "superseded"
    """A later report takes it back."""
    SET_ASIDE = "set aside"
    """A person took it out."""
    AMBIGUOUS = "ambiguous"
    """Several components fit its place."""
    UNMATCHED = "unmatched"
    """No component fits its place."""
    NO_CLAIM = "no claim"
    """It states no damage, or none that can be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCounted:
    """Why a report is not counted.

    Attributes
    ----------
    kind : NotCountedKind
    text : EnglishText
        For people.
    other_id : str
        Report that it copies or that supersedes it; else empty.
    """

    kind: NotCountedKind
    text: EnglishText
    other_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contingency:
    """Components out of service or derated.

    Parameters
    ----------
    out : iterable of str
        Ids of components that carry nothing, for example `line:L001`, `substation:vinnytska`.
    derated : mapping of str to float
        Share of capacity left, by component id. [0..1]
    origin : str
        Where it comes from: `reports`, `stated`, `sample` or `repair`.

    Raises
    ------
    DataError
        When a share is outside 0..1.

    Examples
    --------
    >>> hit = Contingency(out=("line:L001",), derated={"substation:vinnytska": 0.6, "line:L002": 0.0})
    >>> hit.out, dict(hit.derated)
    (('line:L001', 'line:L002'), {'substation:vinnytska': 0.6})
    """

    out: tuple[str, ...] = ()
    derated: Mapping[str, float] = field(default_factory=dict)
    origin: str = "stated"

    def __post_init__(self) -> None:
        wrong = tuple(k for k, share in self.derated.items() if not 0.0 <= share <= 1.0)
        if wrong:
            raise DataError([ShareLeftOutOfRange(where="contingency.derated", ids=wrong)])
        out = {*self.out, *(k for k, share in self.derated.items() if share == 0.0)}
        left = {k: float(self.derated[k]) for k in sorted(self.derated) if k not in out and self.derated[k] < 1.0}
        object.__setattr__(self, "out", tuple(sorted(out)))
        object.__setattr__(self, "derated", MappingProxyType(left))

    @property
    def components(self) -> tuple[str, ...]:
        """Ids of all components concerned."""
        return (*self.out, *self.derated)

    def part(self, components: Iterable[str]) -> "Contingency":
        """Return the damage of some of its components alone.

        Parameters
        ----------
        components : iterable of str
            Ids; those that are not damaged are passed over.

        Returns
        -------
        Contingency
            Of the same origin.
        """
        kept = frozenset(components)
        return Contingency(
            out=tuple(name for name in self.out if name in kept),
            derated={name: share for name, share in self.derated.items() if name in kept},
            origin=self.origin,
        )

    @property
    def fingerprint(self) -> str:
        """Content hash; equal contingencies have equal fingerprints."""
        text = "|".join(self.out) + "||" + "|".join(f"{k}={v:.9f}" for k, v in self.derated.items())
        return hashlib.sha256(text.encode()).hexdigest()[:16]

    def __hash__(self) -> int:
        return hash(self.fingerprint)

    def __reduce__(self) -> tuple[object, tuple[tuple[str, ...], dict[str, float], str]]:
        return _contingency, (self.out, dict(self.derated), self.origin)


def _contingency(out: Iterable[str], derated: Mapping[str, float], origin: str) -> Contingency:
    """Rebuild from plain values; mapping proxies do not pickle."""
    return Contingency(out=tuple(out), derated=derated, origin=origin)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DamageBelief:
    """Probability of each damage state for every component that a report points at.

    Attributes
    ----------
    table : DataFrame
        Index `component_id`; columns none, slight, moderate, extensive, complete; rows sum to 1. [0..1]
    components : DataFrame
        Same index; `kind`, `name_en`, `name_uk`, `region_id`, `reports` (number counted),
        `conflict` (0..1, how far the reports disagree).
    matches : DataFrame
        Index `report_id`; `outcome` (MatchOutcome), `component_id` (exact only, else ""), `region_id`,
        `candidates` (text "id (score); ..."), `how` (id, name, place, region), `claim` (state label),
        `counted` (bool), `reason` (why not counted, or "").
    influence : DataFrame
        One row per report and component: `report_id`, `component_id`, `share` (0..1 of the report that
        points there), `weight` (0..1, probability that the source speaks from knowledge), `claim`,
        `p_damaged_without` (probability of damage had this report not come).
    not_counted : mapping of str to NotCounted
        Why a report is not counted, by its id; `matches` has the same as text.
    as_of : datetime or None
        Later reports were left aside.
    findings : tuple of Finding
    """

    table: pd.DataFrame
    components: pd.DataFrame
    matches: pd.DataFrame
    influence: pd.DataFrame
    not_counted: Mapping[str, NotCounted] = field(default_factory=dict)
    as_of: datetime | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def p_damaged(self) -> "pd.Series[float]":
        """Probability of any damage, by component. [0..1]"""
        return 1.0 - self.table["none"]

    @property
    def fingerprint(self) -> str:
        """Content hash of the probabilities."""
        rows = self.table.sort_index()[list(DAMAGE_STATES)].round(12)
        return hashlib.sha256(rows.to_csv().encode()).hexdigest()[:16]
