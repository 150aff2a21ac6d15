"""How a command that failed says so: a message and an exit code, never a traceback."""

import os

from gridimpact.errors import DataError, GridimpactError, UnknownGrid
from gridimpact.terminal import print_findings, say

EXIT_STOPPED, EXIT_USAGE, EXIT_INPUT = 1, 2, 3


def tell_failure(exc: Exception) -> int:
    """Print what went wrong on standard error and return the exit code."""
    if os.environ.get("GRIDIMPACT_DEBUG"):
        raise exc
    if isinstance(exc, DataError):
        print_findings(exc.findings)
        say("Nothing was assessed: the input cannot be used as it is.", style="bold")
        return EXIT_INPUT
    if isinstance(exc, UnknownGrid):
        say(f"error: {exc}", style="bold red")
        return EXIT_USAGE
    if isinstance(exc, GridimpactError):
        say(f"error: {exc}", style="bold red")
        return EXIT_STOPPED
    say(f"error: something unexpected went wrong ({type(exc).__name__}: {exc}).", style="bold red")
    say("This is a fault of gridimpact. Set GRIDIMPACT_DEBUG=1 and run again to see where it happened.")
    return EXIT_STOPPED
