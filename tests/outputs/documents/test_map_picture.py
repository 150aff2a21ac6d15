"""The map as a picture."""

import io

from PIL import Image

from gridimpact.domain.assessment import Assessment
from gridimpact.domain.grid import Grid
from gridimpact.outputs.writing import RenderOptions, output_bytes


def test_the_map_is_a_picture_of_its_own_in_each_language(answer: Assessment, ukraine: Grid) -> None:
    pictures = {lang: output_bytes("png", answer, RenderOptions(grid=ukraine, lang=lang)) for lang in ("en", "uk")}
    assert pictures["en"] != pictures["uk"]
    for content in pictures.values():
        picture = Image.open(io.BytesIO(content))
        assert picture.width > 1200
        colours = picture.convert("RGB").resize((200, 150)).getcolors(30_000)
        assert colours is not None
        assert len(colours) > 50
    assert pictures["en"] == output_bytes("png", answer, RenderOptions(grid=ukraine))
