"""What is asked of a run of adequacy, checked as a whole."""

from typing import Literal, get_args

from gridimpact.errors import DataError, Severity, TextFinding

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
    wrong = [
        ("samples", samples < 1, "give at least one"),
        ("seed", seed < 0, "give a whole number from 0 on"),
        ("rel_error", rel_error is not None and not rel_error > 0.0, "give a share above 0, for example 0.05"),
        ("seconds", seconds is not None and not seconds > 0.0, "give a time above 0"),
        ("method", method not in get_args(Method), f"give one of {', '.join(get_args(Method))}"),
        ("method", method == "exact" and network, "exact figures need network=False; else draw samples"),
    ]
    found = [TextFinding(where=where, what="cannot be used", remedy=remedy, severity=Severity.ERROR)
             for where, is_wrong, remedy in wrong if is_wrong]  # fmt: skip
    if found:
        raise DataError(found)
