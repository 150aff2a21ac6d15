"""Raions and the regions that they are in."""

import pytest

from gridimpact.evidence.raions import regions_of_raion, take_raion


@pytest.mark.parametrize(
    ("text", "raion", "rest"),
    [
        ("вінницький район, вінницька область", "вінницький", "вінницька область"),
        ("kramatorsk district", "kramatorsk", ""),
        ("odesa", "", "odesa"),
    ],
)
def test_a_raion_is_taken_out_of_a_text(text: str, raion: str, rest: str) -> None:
    assert take_raion(text) == (raion, rest)


@pytest.mark.parametrize("name", ["Броварський", "броварський", "Brovarskyi"])
def test_a_raion_in_any_spelling(name: str) -> None:
    assert regions_of_raion(name) == ("Київська область",)


def test_what_is_no_raion_has_no_region() -> None:
    assert regions_of_raion("Bavaria") == ()
    assert regions_of_raion("") == ()
