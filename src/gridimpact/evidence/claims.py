"""What a report claims, as one of the five damage states of each component it points at."""

from collections import defaultdict

import numpy as np
import pandas as pd

from gridimpact.domain.grid import Grid
from gridimpact.domain.report import DamageClaim, StrikeReport
from gridimpact.domain.settings import DamageSettings
from gridimpact.domain.vocabulary import DamageState
from gridimpact.errors import Finding, Message
from gridimpact.evidence.findings import NoDamageStated, UnknownCapacity, UnknownDamageWords, UnreadDamage
from gridimpact.evidence.lexicon import read_phrase, state_of_share
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.translate import N_

LONGEST_PHRASE = 1000
"""Longest text that is read for damage; the rest is passed over. [characters]  Chosen."""

States = tuple[DamageState, ...]


class ClaimReader:
    """Reads claims for one grid and collects what it could not read.

    Parameters
    ----------
    grid : Grid
        Megawatts lost are measured against its installed capacity.
    settings : DamageSettings
        Limits between states.
    own : tuple of (state, confidence [0..1], pattern)
        Phrases tried before the lexicon.
    """

    def __init__(self, grid: Grid, settings: DamageSettings, own: tuple[tuple[str, float, str], ...] = ()) -> None:
        self._own = own
        self._kinds = {str(name): str(kind) for name, kind in grid.components["kind"].items()}
        self._capacity_mw = _capacity_mw(grid)
        self._settings = settings
        self._unread: dict[tuple[type[UnreadDamage], str], list[str]] = defaultdict(list)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """One finding for each phrase or fault, with the reports concerned."""
        found = [
            kind(where="reports.damage", values={"words": words} if words else {}, ids=tuple(sorted(set(ids))))
            for (kind, words), ids in self._unread.items()
        ]
        return tuple(sorted(found, key=lambda one: one.what))

    def read(self, report: StrikeReport, targets: tuple[tuple[str, float], ...]) -> tuple[States, str, Message | None]:
        """Return the states claimed, a label for people, and why nothing is claimed.

        Parameters
        ----------
        report : StrikeReport
        targets : tuple of (component id, share [0..1])
            Components it points at; may be empty.

        Returns
        -------
        tuple
            States in the order of `targets` (empty when nothing can be counted); label such as
            `moderate` or `60% lost`; reason, None when states are given.
        """
        claim = report.damage
        if claim.state is None and claim.share_lost is None and claim.mw_lost is None:
            if not claim.text:
                return self._not_read(report, NoDamageStated)
            read = read_phrase(claim.text[:LONGEST_PHRASE], self._own)
            if read is None:
                return self._not_read(report, UnknownDamageWords, words=claim.text[:60], label=claim.text[:60])
            claim = read.claim
        if claim.state is not None:
            return (claim.state,) * len(targets), claim.state.label, None
        shares = tuple(self._share(claim, name) for name, _ in targets)
        label = _loss_label(claim)
        if any(share is None for share in shares):
            return self._not_read(report, UnknownCapacity, label=label)
        states = tuple(
            state_of_share(share or 0.0, self._kinds[name], self._settings)
            for share, (name, _) in zip(shares, targets, strict=True)
        )
        return states, label, None

    def confidence(self, report: StrikeReport) -> float:
        """Return how sure the words of a report are.

        Parameters
        ----------
        report : StrikeReport

        Returns
        -------
        float
            1 when the report gives a state, a share or megawatts. [0..1]
        """
        claim = report.damage
        if claim.text is None or (claim.state, claim.share_lost, claim.mw_lost) != (None, None, None):
            return 1.0
        read = read_phrase(claim.text[:LONGEST_PHRASE], self._own)
        return read.confidence if read else 1.0

    def _share(self, claim: DamageClaim, name: str) -> float | None:
        if claim.share_lost is not None:
            return claim.share_lost
        capacity = self._capacity_mw.get(name, 0.0)
        if claim.mw_lost is None or not 0.0 < capacity < np.inf:
            return None
        return min(claim.mw_lost / capacity, 1.0)

    def _not_read(
        self, report: StrikeReport, kind: type[UnreadDamage], *, words: str = "", label: str = ""
    ) -> tuple[States, str, Message]:
        self._unread[kind, words].append(report.report_id)
        return (), label, Message(kind.template, {"words": words} if words else {})


def _loss_label(claim: DamageClaim) -> EnglishText:
    if claim.share_lost is not None:
        return EnglishText(N_("{share:.0%} lost"), share=claim.share_lost)
    return EnglishText(N_("{figure:g} MW lost"), figure=claim.mw_lost)


def _capacity_mw(grid: Grid) -> dict[str, float]:
    """Return the installed capacity of units and of plants; units out of service do not count. [MW]"""
    if grid.units.empty:
        return {}
    serving = grid.units[grid.units["in_service"].astype(bool)]
    units: pd.Series[float] = serving["p_nom_mw"].astype(float)
    plants = units.groupby(serving["plant_id"]).sum()
    return {str(name): float(value) for name, value in (*units.items(), *plants.items()) if str(name)}
