"""Names of the columns and rows of the programme, for people who read it."""

import re
from collections.abc import Iterable

from gridimpact.network.lp.dc_model import DcModel


def names(model: DcModel) -> tuple[list[str], list[str]]:
    """Names of columns and rows, as the formulation writes them."""

    def of(prefix: str, ids: Iterable[object]) -> list[str]:
        return [f"{prefix}_{re.sub(r'[^A-Za-z0-9]+', '_', str(name).split(':', 1)[-1])}" for name in ids]

    columns = [
        *of("p", model.unit_ids),
        *of("m", model.interconnector_ids),
        *of("o", model.countries),
        *of("s", model.load_ids),
        *of("f", model.branch_ids),
        *of("theta", model.bus_ids),
    ]
    rows = [
        *of("balance", model.bus_ids),
        *of("ohm", model.branch_ids[model.obeys_ohm]),
        *of("share", model.countries),
        "total_import",
    ]
    return columns, rows
