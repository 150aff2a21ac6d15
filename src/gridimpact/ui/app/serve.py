"""What `streamlit run` serves: the app with its static files compressed, and warm.

Streamlit sends its own scripts uncompressed; on a link of 1 Mbit/s gzip halves the first visit.
While the browser of the first visitor starts, the example is read and assessed in a thread.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware


def _warm() -> None:
    """Prepare the first page; when that fails, the page itself will say why."""
    try:
        from gridimpact.i18n.translate import LANGUAGES, speaking
        from gridimpact.ui.state import session
        from gridimpact.ui.widgets import map_data

        session.warm()
        for language in LANGUAGES:
            with speaking(language):
                map_data.parts()
    except Exception as exc:
        logging.getLogger("gridimpact.ui").warning("warming up failed: %s", type(exc).__name__)


@asynccontextmanager
async def _lifespan(_: st.App) -> AsyncIterator[None]:
    Thread(target=_warm, name="warm", daemon=True).start()
    yield


app = st.App(
    Path(__file__).with_name("main.py"), lifespan=_lifespan, middleware=[Middleware(GZipMiddleware, minimum_size=500)]
)
