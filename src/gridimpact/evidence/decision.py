"""From what is believed to the one case that is assessed as most likely."""

import numpy as np

from gridimpact.domain.damage import Contingency, DamageBelief
from gridimpact.domain.settings import Settings
from gridimpact.domain.vocabulary import DAMAGE_STATES
from gridimpact.evidence.lexicon import capacity_left

_DEFAULT = Settings()


def most_likely(belief: DamageBelief, settings: Settings = _DEFAULT) -> Contingency:
    """Return the most likely contingency.

    Parameters
    ----------
    belief : DamageBelief
    settings : Settings
        `evidence.decision_probability`: a component counts as damaged when the probability of any
        damage exceeds it. `damage`: capacity that the most probable of its damaged states leaves.

    Returns
    -------
    Contingency
        Origin `reports`; components that keep nothing are out, the others derated.

    Notes
    -----
    Each component is decided for itself; the set is the most probable one only where components are
    independent, as the belief holds them to be.
    """
    damaged = belief.table[belief.p_damaged > settings.evidence.decision_probability]
    left = {}
    for name, chances in damaged.iterrows():
        state = 1 + int(np.argmax(chances[list(DAMAGE_STATES[1:])].to_numpy(dtype=float)))
        left[str(name)] = float(capacity_left(str(belief.components.at[name, "kind"]), settings.damage)[state])
    return Contingency(out=tuple(name for name, share in left.items() if share <= 0.0), derated=left, origin="reports")
