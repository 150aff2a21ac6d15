"""What the map is drawn from: no component in public, labels apart."""

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import Sensitivity
from gridimpact.i18n.translate import speaking
from gridimpact.outputs.documents.map_drawing import labels, map_drawing

PUBLIC, RESTRICTED = Sensitivity.PUBLIC, Sensitivity.RESTRICTED


def test_a_public_map_is_given_no_place_of_a_component(answer: Assessment, ukraine: Grid) -> None:
    public, restricted = (map_drawing(answer, ukraine, level) for level in (PUBLIC, RESTRICTED))
    assert public is not None
    assert restricted is not None
    assert (public.base["lines"], public.base["nodes"], public.values["marks"], public.values["out"]) == ([],) * 4
    assert restricted.base["lines"]
    assert restricted.values["marks"]


def test_labels_of_the_map_do_not_lie_on_each_other(answer: Assessment, ukraine: Grid) -> None:
    with speaking("uk"):
        drawing = map_drawing(answer, ukraine, PUBLIC)
        assert drawing is not None
        placed = labels(drawing)
    assert [label.text for label in placed] == [item["name"] for item in drawing.base["regions"]]
    close = [
        (one.text, other.text)
        for position, one in enumerate(placed)
        for other in placed[:position]
        if abs(one.x - other.x) < 20 and abs(one.y - other.y) < 24
    ]
    assert close == []
