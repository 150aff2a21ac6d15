"""Who is heard when map and table both report a choice."""

import pytest

from gridimpact.ui.widgets.map_component import Click, Selection, resolve_selection

NOTHING = Selection()
KYIV = Click("UA80", 1)


@pytest.mark.parametrize(
    ("click", "row", "previous", "region"),
    [
        (None, None, NOTHING, None),
        (KYIV, None, NOTHING, "UA80"),
        (None, "UA05", NOTHING, "UA05"),
        (KYIV, "UA80", Selection("UA80", KYIV, "UA80"), "UA80"),
        (KYIV, "UA05", Selection("UA80", KYIV, "UA80"), "UA05"),
        (KYIV, None, Selection("UA80", KYIV, "UA80"), None),
        (Click(None, 2), "UA80", Selection("UA80", KYIV, "UA80"), None),
        (Click("UA80", 2), "UA05", Selection("UA05", KYIV, "UA05"), "UA80"),
        (Click("UA80", 2), "UA05", Selection("UA80", KYIV, "UA80"), "UA80"),
    ],
    ids=[
        "nobody",
        "map",
        "table",
        "unchanged",
        "table after map",
        "row let go",
        "map let go",
        "same region again",
        "both at once: the map",
    ],
)
def test_only_a_change_is_a_choice(
    click: Click | None, row: str | None, previous: Selection, region: str | None
) -> None:
    assert resolve_selection(click, row, previous).region == region


def test_a_choice_stays_when_nobody_speaks_again() -> None:
    chosen = resolve_selection(KYIV, None, NOTHING)
    assert resolve_selection(KYIV, "UA80", chosen) == chosen  # the table now shows what was clicked
