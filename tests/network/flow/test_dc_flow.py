"""What the core answers, put into pandapower's DC load flow: the same flows on every branch."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from gridimpact.adapters.grids.files import read_grid
from gridimpact.adapters.grids.pandapower_grid import quiet
from gridimpact.assessment import evaluate
from gridimpact.domain.damage import Contingency
from gridimpact.domain.settings import Settings


def _rundcpp(name: str, dispatch: Any) -> "pd.Series[float]":
    """Flow into the first end of lines and transformers, with the units and loads of a dispatch. [MW]"""
    with quiet():
        import pandapower as pp
        import pandapower.networks as networks

        net = getattr(networks, name)()
        p, served = dispatch.p_mw.iloc[0], (dispatch.load_mw - dispatch.shed_mw).iloc[0]
        for table in ("gen", "sgen"):
            for number in net[table].index:
                unit = f"{table}:{number}"
                # a machine that can only take is a load of ours
                net[table].loc[number, "p_mw"] = p[unit] if unit in p.index else -served.get(unit, 0.0)
                net[table].loc[number, "scaling"] = 1.0
        net.load["p_mw"] = served[[f"load:{number}" for number in net.load.index]].to_numpy()
        net.load["scaling"] = 1.0
        pp.rundcpp(net)
    return pd.concat(
        [
            net.res_line["p_from_mw"].set_axis([f"line:{number}" for number in net.line.index]),
            net.res_trafo["p_hv_mw"].set_axis([f"trafo:{number}" for number in net.trafo.index]),
        ]
    ).fillna(0.0)


@pytest.mark.parametrize("name", ["case39", "case118", "case300", "case1354pegase", "case2848rte"])
def test_flows_of_an_undamaged_case_are_those_of_rundcpp(name: str, quick: Settings) -> None:
    dispatch = evaluate(read_grid(f"pandapower:{name}"), Contingency(), quick).dispatch
    theirs = _rundcpp(name, dispatch)
    ours = dispatch.flow_mw.iloc[0][theirs.index]
    assert dispatch.status["method"].tolist() == ["warm"]
    assert (ours - theirs).abs().max() <= 1e-6 * theirs.abs().max()


@pytest.mark.parametrize("name", ["case39", "case118"])
def test_the_order_of_rows_and_runs_changes_nothing(name: str, quick: Settings, random_contingency: Any) -> None:
    """Load is shared evenly on foreign grids too, so that the map is one."""
    grid = read_grid(f"pandapower:{name}")
    hit = random_contingency(grid, 3)
    rng = np.random.default_rng(4)
    tables = ("buses", "lines", "transformers", "units", "loads")
    mixed = {table: getattr(grid, table).iloc[rng.permutation(len(getattr(grid, table)))] for table in tables}
    one, again, other = (evaluate(g, hit, quick).dispatch for g in (grid, grid, replace(grid, **mixed)))
    load = float(one.load_mw.sum(axis=1).iloc[0])
    assert one.shed_mw.sum(axis=1).iloc[0] > 0.01 * load
    pd.testing.assert_frame_equal(one.shed_mw, again.shed_mw)
    assert (other.shed_mw[one.shed_mw.columns] - one.shed_mw).abs().to_numpy().max() < 1e-6 * load
    assert (other.p_mw[one.p_mw.columns] - one.p_mw).abs().to_numpy().max() < 1e-5 * load
