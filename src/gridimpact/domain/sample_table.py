"""The samples of an ensemble: what was drawn, and what came of it with and without the reported damage."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gridimpact.domain.caused import NOISE_MW

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SampleTable:
    """What was worked out for each sample.

    Attributes
    ----------
    samples : array of int, shape (samples,)
        Numbers of the samples, ascending. [-]
    state : array of int, shape (samples, components)
        Damage state drawn for each component in question, 0 to 4. [-]
    demand_factor : array, shape (samples,)
        Demand over its expected value. [-]
    shed_mw : array, shape (samples, snapshots, regions)
        Load shedding. [MW]
    shed_without_mw : array, shape (samples, snapshots, regions)
        Load shedding of the same sample (demand, units, import rules) without the reported damage. [MW]
    need_mw, allowed_mw, deliverable_mw, used_mw : array, shape (samples, snapshots)
        Import. [MW]
    """

    samples: Ints
    state: Ints
    demand_factor: Floats
    shed_mw: Floats
    shed_without_mw: Floats
    need_mw: Floats
    allowed_mw: Floats
    deliverable_mw: Floats
    used_mw: Floats

    @property
    def new_cuts_mw(self) -> Floats:
        """Demand that the damage newly cuts, shape (samples, snapshots, regions). [MW]"""
        return np.asarray(np.maximum(self._change_mw, 0.0))

    @property
    def relief_mw(self) -> Floats:
        """Shortage that eases because cut regions draw less, shape (samples, snapshots, regions). [MW]"""
        return np.asarray(np.maximum(-self._change_mw, 0.0))

    @property
    def _change_mw(self) -> Floats:
        change = self.shed_mw - self.shed_without_mw
        return np.where(np.abs(change) > NOISE_MW, change, 0.0)

    def __len__(self) -> int:
        return len(self.samples)
