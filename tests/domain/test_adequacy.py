"""Figures of adequacy as a table and as a line."""

from gridimpact.domain.adequacy import Adequacy
from gridimpact.domain.estimate import Estimate


def _exact(value: float, unit: str) -> Estimate:
    return Estimate(value=value, standard_error=0.0, samples=0, unit=unit)


ADEQUACY = Adequacy(
    lolp=_exact(0.02, ""), lole_h=_exact(175.2, "h"), edns_mw=_exact(1.5, "MW"), eens_mwh=_exact(13_140.0, "MWh"),
    hours=8760.0, peak_load_mw=100.0, capacity_mw=120.0, network=False, components=2, states=4, solves=0, seed=0,
    stopped_by="exact", grid_name="two", grid_fingerprint="f",
)  # fmt: skip


def test_the_four_figures_with_their_units() -> None:
    table = ADEQUACY.summary()
    assert table["value"].to_dict() == {"lolp": 0.02, "lole_h": 175.2, "edns_mw": 1.5, "eens_mwh": 13_140.0}
    assert table["unit"].tolist() == ["", "h", "MW", "MWh"]
    assert ADEQUACY.samples == 0


def test_one_line() -> None:
    assert str(ADEQUACY) == "LOLP 0.02, LOLE 175.2 h, EDNS 1.5 MW, EENS 13,140 MWh"
