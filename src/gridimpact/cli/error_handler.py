"""How a command that failed says so: a message and an exit code, never a traceback."""

import os
import sys
from itertools import pairwise

from gridimpact.cli.console import message, print_findings
from gridimpact.errors import DataError, GridimpactError, UnknownGrid
from gridimpact.i18n import translate
from gridimpact.i18n.messages import error_sentences

EXIT_STOPPED, EXIT_USAGE, EXIT_INPUT = 1, 2, 3


def tell_failure(exc: Exception) -> int:
    """Print what went wrong on standard error, in the language that was asked for, and return the exit code."""
    with translate.speaking(_asked(sys.argv)):
        return _told(exc)


def _told(exc: Exception) -> int:
    if os.environ.get("GRIDIMPACT_DEBUG"):
        raise exc
    if isinstance(exc, DataError):
        print_findings(exc.findings)
        message(translate._("Nothing was assessed: the input cannot be used as it is."), style="bold")
        return EXIT_INPUT
    if isinstance(exc, UnknownGrid):
        _error(exc)
        return EXIT_USAGE
    if isinstance(exc, GridimpactError):
        _error(exc)
        return EXIT_STOPPED
    fault = f"{type(exc).__name__}: {exc}"
    message(translate._("error: something unexpected went wrong ({fault}).", fault=fault), style="bold red")
    message(
        translate._("This is a fault of gridimpact. Set GRIDIMPACT_DEBUG=1 and run again to see where it happened.")
    )
    return EXIT_STOPPED


def _error(exc: Exception) -> None:
    for sentence in error_sentences(exc):
        message(translate._("error: {text}", text=sentence), style="bold red")


def _asked(words: list[str]) -> str:
    """Language of `--lang`, which no longer stands when a command has failed."""
    after = dict(pairwise(words)).get("--lang", "")
    joined = next((word.partition("=")[2] for word in words if word.startswith("--lang=")), "")
    return next((code for code in (after, joined) if code in translate.LANGUAGES), translate.SOURCE)
