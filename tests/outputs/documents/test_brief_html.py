"""The brief as a page for mail: small, nothing loaded or run, texts of strangers escaped."""

from html.parser import HTMLParser

import pytest

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.outputs.writing import RenderOptions, html_bytes

PUBLIC, RESTRICTED = Sensitivity.PUBLIC, Sensitivity.RESTRICTED
MOST_BYTES = 150_000
"""A brief for mail and phone is smaller. [bytes]"""


class _Page(HTMLParser):
    """Elements and addresses of a page."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        self.attributes += attrs


@pytest.mark.parametrize("lang", ["en", "uk"])
@pytest.mark.parametrize("sensitivity", Sensitivity)
def test_the_page_for_mail_is_small_and_runs_and_loads_nothing(
    answer: Assessment, ukraine: Grid, lang: str, sensitivity: Sensitivity
) -> None:
    content = html_bytes(answer, RenderOptions(lang=lang, grid=ukraine, sensitivity=sensitivity))
    assert len(content) < MOST_BYTES
    page = _Page(content)
    assert set(page.elements).isdisjoint({"script", "link", "img", "iframe", "object", "form", "base"})
    assert [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "href", "action")] == []
    assert "svg" in page.elements
    assert ("lang", lang) in page.attributes
    assert b"url(" not in content.replace(b"url(#none)", b"")


def test_texts_from_strangers_stay_text(hostile: Assessment) -> None:
    content = html_bytes(hostile, RenderOptions(sensitivity=RESTRICTED, lang="uk", issued_by="<script>x</script>"))
    page = _Page(content)
    assert set(page.elements).isdisjoint({"script", "img"})
    assert b"&lt;img src=x onerror=alert(1)&gt;" in content
    assert b"&lt;script&gt;" in content
