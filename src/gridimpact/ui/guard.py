"""No traceback on the screen: what fails becomes a message with what to do and a code for the log."""

import functools
import logging
import traceback
from collections.abc import Callable
from typing import ParamSpec
from uuid import uuid4

import streamlit as st

from gridimpact.errors import GridimpactError

_LOG = logging.getLogger("gridimpact.ui")

P = ParamSpec("P")


def guarded(draw: Callable[P, None]) -> Callable[P, None]:
    """The same function, but an exception in it becomes a message.

    The log gets the kind of error and the lines of code, not its message: that could name a
    component or quote a report.
    """

    @functools.wraps(draw)
    def safe(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            draw(*args, **kwargs)
        except GridimpactError as exc:
            st.error("This cannot be shown with the present reports and assumptions.")
            st.text(str(exc))
        except Exception as exc:  # the last line of defence of a page
            code = uuid4().hex[:8]
            frames = "".join(traceback.format_tb(exc.__traceback__))
            _LOG.error("error %s: %s\n%s", code, type(exc).__name__, frames)
            st.error(
                f"This part of the page could not be drawn. Your reports and assumptions are kept. Reload the page; "
                f"if it happens again, pass the code {code} to whoever looks after this app: it is in its log."
            )

    return safe
