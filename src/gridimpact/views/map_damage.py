"""What reported damage does to the map: marks, lines out of service, substations without supply."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.vocabulary import DAMAGE_STATES
from gridimpact.i18n.translate import _, name_column
from gridimpact.views import wording
from gridimpact.views.figures import row_of


def likeliest_state(belief: Mapping[str, Any]) -> str:
    """The most probable damage state of a component, the lighter of equals."""
    return max(DAMAGE_STATES, key=lambda name: float(belief[name]))


def dark_nodes(assessment: Assessment, base: dict[str, Any]) -> list[int]:
    """Positions of the substations that no source reaches because of the reported damage."""
    lit, before = (case.dispatch.energised for case in (assessment.evaluation, assessment.baseline))
    lost = set(before.index[before & ~lit.reindex(before.index, fill_value=False)])
    kept = set(lit.index[lit])
    return [
        i for i, buses in enumerate(base["node_buses"]) if lost.intersection(buses) and not kept.intersection(buses)
    ]


def lines_out(assessment: Assessment) -> frozenset[str]:
    """Ids of lines that carry nothing because of the reported damage."""
    now, before = (case.dispatch.limit_mw for case in (assessment.evaluation, assessment.baseline))
    dead = (now == 0).all()[lambda column: column].index
    lived = (before.reindex(columns=dead, fill_value=0.0) > 0).any()
    return frozenset({*assessment.contingency.out, *map(str, lived[lived].index)})


def marks(assessment: Assessment, places: pd.DataFrame, *, component: str | None = None) -> list[dict[str, Any]]:
    """Damaged components, one mark per place: `x`, `y`, `kind` (out or damaged), `tip`, `chosen`."""
    parts, table = assessment.belief.components, assessment.belief.table
    shown = [key for key in assessment.contingency.components if key in places.index and key in parts.index]
    if component is not None and component in places.index and component not in shown:
        shown.append(component)
    found: dict[tuple[float, float], dict[str, Any]] = {}
    for key in shown:
        at, part, belief = row_of(places, key), row_of(parts, key), row_of(table, key)
        state = likeliest_state(belief)
        mark = found.setdefault(
            (at["x"], at["y"]), {"x": at["x"], "y": at["y"], "kind": "damaged", "tip": [], "chosen": False}
        )
        mark["tip"].append(
            _(
                "{name} ({kind}): most likely {state}; damaged at all: {probability}",
                name=part[name_column()],
                kind=wording.kind_words(part["kind"]),
                state=wording.state_words(state),
                probability=wording.percent(1.0 - belief["none"]),
            )
        )
        mark["kind"] = "out" if key in assessment.contingency.out or mark["kind"] == "out" else "damaged"
        mark["chosen"] = mark["chosen"] or key == component
    return [{**mark, "tip": "\n".join(mark["tip"])} for mark in found.values()]
