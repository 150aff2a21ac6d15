"""What is asked of a run of adequacy, checked as a whole."""

from typing import Literal, get_args

from gridimpact.errors import DataError, Finding
from gridimpact.studies.findings import (
    ExactWithNetwork,
    NegativeSeed,
    NoSamples,
    RelativeErrorNotPositive,
    TimeNotPositive,
    UnknownOption,
)

Method = Literal["sampling", "exact"]
"""Samples of states; or convolution of the units, which needs all on one bus."""


def check_request(
    *, samples: int, seed: int, rel_error: float | None, seconds: float | None, method: str, network: bool
) -> None:
    """Raise with every figure that cannot be used.

    Parameters
    ----------
    samples : int
        At least one. [-]
    seed : int
        Not negative. [-]
    rel_error : float or None
        Above zero. [-]
    seconds : float or None
        Above zero. [s]
    method : str
        One of `Method`.
    network : bool
        False for the exact method.

    Raises
    ------
    DataError
    """
    checks: list[tuple[bool, Finding]] = [
        (samples < 1, NoSamples(where="samples")),
        (seed < 0, NegativeSeed(where="seed")),
        (rel_error is not None and not rel_error > 0.0, RelativeErrorNotPositive(where="rel_error")),
        (seconds is not None and not seconds > 0.0, TimeNotPositive(where="seconds")),
        (
            method not in get_args(Method),
            UnknownOption(where="method", values={"options": ", ".join(get_args(Method))}),
        ),
        (method == "exact" and network, ExactWithNetwork(where="method")),
    ]
    found = [finding for wrong, finding in checks if wrong]
    if found:
        raise DataError(found)
