"""One spelling for names of three languages."""

import pytest

from gridimpact.evidence.spelling import latin, one_script, same_spelling, without_adjective


@pytest.mark.parametrize(
    "names",
    [
        ("Київ", "Kyiv", "Kiev", "Киев"),
        ("Харків", "Kharkiv", "Kharkov", "Харьков"),
        ("Запорізька", "Zaporizka", "Запорожская", "Zaporizhska"),
        ("Бурштинської", "Burshtynska", "Бурштынская"),
        ("Львів", "Lviv", "Львов"),
    ],
)
def test_one_name_has_one_spelling(names: tuple[str, ...]) -> None:
    assert len({same_spelling(name) for name in names}) == 1


def test_other_names_stay_apart() -> None:
    names = ("Київ", "Харків", "Запоріжжя", "Львів", "Полтава", "Суми", "Одеса")
    assert len({same_spelling(name) for name in names}) == len(names)


def test_letters_by_the_official_table() -> None:
    """Forms inside a word, resolution No. 55 of 2010; the soft sign is left out."""
    assert latin("Щастя") == "shchastia"
    assert latin("Львів-2") == "lviv 2"
    assert latin("Кам'янець") == "kamianets"


def test_twin_letters_of_the_other_alphabet_are_put_right() -> None:
    assert one_script("бурштинc" + "ька") == "бурштинська"  # a Latin c
    assert one_script("в" + "urshtyn") == "burshtyn"  # a Cyrillic В
    assert one_script("тec") == "тес"
    assert one_script("lviv місто") == "lviv місто"


def test_adjectives_are_cut_back_to_the_town() -> None:
    assert without_adjective(same_spelling("Полтавська")) == same_spelling("Полтава")
