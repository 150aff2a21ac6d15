"""No traceback on the screen: what fails becomes a message with what to do and a code for the log."""

import functools
import logging
import traceback
from collections.abc import Callable
from typing import ParamSpec
from uuid import uuid4

import streamlit as st

from gridimpact.errors import GridimpactError
from gridimpact.i18n.messages import error_sentences
from gridimpact.i18n.translate import _
from gridimpact.ui.state import visitor_language

_LOG = logging.getLogger("gridimpact.ui")

P = ParamSpec("P")


class NotMade(Exception):
    """A file that could not be made; the log tells more under this code."""


def with_error_boundary(draw: Callable[P, None]) -> Callable[P, None]:
    """The same function in the language of the visitor, but an exception in it becomes a message.

    Pages and fragments run by themselves, so each settles the language. The log gets the kind of error
    and the lines of code, not its message: that could name a component or quote a report.
    """

    @functools.wraps(draw)
    def safe(*args: P.args, **kwargs: P.kwargs) -> None:
        visitor_language.settle()
        try:
            draw(*args, **kwargs)
        except GridimpactError as exc:
            st.error(_("This cannot be shown with the current reports and assumptions."))
            for sentence in error_sentences(exc):
                st.text(sentence)
        except Exception as exc:  # the last line of defence of a page
            st.error(
                _(
                    "This part of the page could not be displayed. Reload the page; if it happens again, "
                    "give the code {code} to whoever runs this app: the log has the details.",
                    code=_logged(exc),
                )
            )

    return safe


def guarded_file(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same maker of a file; what fails in it reaches the log without what it says."""

    def safe() -> bytes:
        try:
            return make()
        except Exception as exc:  # Streamlit would log the message, and with it names of components
            raise NotMade(_logged(exc)) from None

    return safe


def _logged(exc: Exception) -> str:
    """Code under which the log tells of an error."""
    code = uuid4().hex[:8]
    frames = "".join(traceback.format_tb(exc.__traceback__))
    _LOG.error("error %s: %s\n%s", code, type(exc).__name__, frames)
    return code
