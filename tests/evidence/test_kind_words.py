"""Words for kinds and technologies, in three languages."""

import pytest

from gridimpact.domain.vocabulary import ComponentKind
from gridimpact.evidence.kind_words import take_kind, technology_group


@pytest.mark.parametrize(
    ("words", "kind", "technologies", "rest"),
    [
        ("kherson chp", ComponentKind.PLANT, {"chp"}, "kherson"),
        ("бурштинська тес", ComponentKind.PLANT, {"thermal"}, "бурштинська"),
        ("днестровская гаэс", ComponentKind.PLANT, {"pumped"}, "днестровская"),
        ("гес", ComponentKind.PLANT, {"hydro"}, ""),
        ("вру запорізька аес", ComponentKind.SUBSTATION, {"nuclear"}, "запорізька"),
        ("блок 3 тес", ComponentKind.UNIT, {"thermal"}, "3"),
        ("автотрансформатор підстанція", ComponentKind.SUBSTATION, set(), ""),
        ("повітряна лінія", ComponentKind.LINE, set(), ""),
        ("interconnector", ComponentKind.INTERCONNECTOR, set(), ""),
        ("школа", None, set(), "школа"),
    ],
)
def test_kinds(words: str, kind: ComponentKind | None, technologies: set[str], rest: str) -> None:
    assert take_kind(words) == (kind, technologies, rest)


@pytest.mark.parametrize(
    ("technology", "group"),
    [
        ("pumped_storage", "pumped"),
        ("hydro", "hydro"),
        ("coal_chp", "chp"),
        ("gas_ccgt", "thermal"),
        ("nuclear", "nuclear"),
        ("battery", ""),
    ],
)
def test_technologies_of_a_grid(technology: str, group: str) -> None:
    assert technology_group(technology) == group
