"""What the words of a place say."""

import pytest

from gridimpact.domain.vocabulary import ComponentKind
from gridimpact.evidence.place_words import name_forms, read_place_words

SUBSTATION, PLANT = ComponentKind.SUBSTATION, ComponentKind.PLANT


@pytest.mark.parametrize(
    ("text", "name", "kind", "voltages"),
    [
        ("ПС 750 кВ «Вінницька»", "vinick", SUBSTATION, {750.0}),
        ("750/330 kV Kyivska substation", "kivsk", SUBSTATION, {750.0, 330.0}),
        ("на Бурштинській ТЕС", "burshtinsk", PLANT, set()),
        ("ДТЕК Ладижинська ТЕС", "ladizhinsk", PLANT, set()),
        ("ЗАЕС", "zaporizk", PLANT, set()),
        ("a thermal plant in Dnipropetrovsk region", "", PLANT, set()),
    ],
)
def test_name_kind_and_voltage(text: str, name: str, kind: ComponentKind, voltages: set[float]) -> None:
    words = read_place_words(text)
    assert (words.name, words.kind, words.voltages_kv) == (name, kind, voltages)


def test_a_number_belongs_to_the_name() -> None:
    words = read_place_words("Dnipro HPP-1")
    assert (words.name, words.numbers, words.technologies) == ("dnipr", {"1"}, {"hydro"})


def test_a_region_that_is_called_one_and_a_town_that_may_be_one() -> None:
    assert read_place_words("a thermal plant in Dnipropetrovsk region").region == "dnipropetrovsk region"
    town = read_place_words("substation in Odesa")
    assert (town.region, town.near, town.name) == ("", "odesa", "odes")


def test_names_outside_and_inside_brackets() -> None:
    assert name_forms("Trypilska TPP (Ukrainka) (Obukhiv)") == ("Trypilska TPP", "Ukrainka", "Obukhiv")
    assert name_forms("(Ukrainka)") == ("Ukrainka",)
