"""Places as people write them against the labelled table."""

from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest

from gridimpact.domain.grid import Grid
from gridimpact.domain.report import Place, StrikeReport
from gridimpact.domain.settings import EvidenceSettings
from gridimpact.domain.vocabulary import ComponentKind, MatchOutcome
from gridimpact.evidence.association import Associator
from gridimpact.evidence.match import Match

LABELS = pd.read_csv(Path(__file__).parents[1] / "cases" / "evidence" / "places.csv", dtype=str, keep_default_na=False)
NOT_AS_LABELLED = {
    "Шосткинська підстанція": "unmatched",
    "ГЕС на Дніпрі": "unmatched",
    "Kyiv": "ambiguous",
    "Zmeevskaya TPP": "unmatched",
    "Darnytska TPP": "unmatched",
    "Kharkiv TPP-5": "unmatched",
    "Kakhovka dam": "unmatched",
    "Кіровоградська підстанція": "unmatched",
    "Pobuzhe substation": "unmatched",
    "ПС Побужье": "unmatched",
    "Usatove substaton": "unmatched",
}
"""Labelled places that come out otherwise; none of them is counted for a wrong component."""
NOW = datetime(2026, 1, 15, tzinfo=UTC)


@pytest.fixture(scope="module")
def associator(ukraine: Grid) -> Associator:
    return Associator(ukraine, EvidenceSettings())


def look_up(associator: Associator, place: Place, kind: ComponentKind | None = None, words: str = "") -> Match:
    extra = {"component_kind": words} if words else {}
    return associator.match(StrikeReport(report_id="r", reported_at=NOW, place=place, component_kind=kind, extra=extra))


def meaning(match: Match) -> str:
    return match.targets[0][0] if match.outcome == MatchOutcome.EXACT else match.outcome.value


def test_labelled_places(associator: Associator, places_report: list[str]) -> None:
    """Precision of exact matches at least 0.98, recall at least 0.9; the summary of the run lists all others."""
    found = [
        meaning(look_up(associator, Place(name=place or None, region=region or None), words=kind))
        for place, region, kind in LABELS[["place", "region", "kind"]].itertuples(index=False)
    ]
    table = LABELS.assign(found=found)
    wrong = table[table["found"] != table["meaning"]]
    matched, meant = table["found"].str.contains(":"), table["meaning"].str.contains(":")
    right = (matched & (table["found"] == table["meaning"])).sum()
    places_report += [
        f"{len(table)} places: precision {right / matched.sum():.3f} ({right} of {matched.sum()}), "
        f"recall {right / meant.sum():.3f} ({right} of {meant.sum()})",
        *(f"  {one.place!r}: meant {one.meaning}, found {one.found}" for one in wrong.itertuples()),
    ]
    assert right / matched.sum() >= 0.98, wrong.to_string()
    assert right / meant.sum() >= 0.9, wrong.to_string()
    assert dict(zip(wrong["place"], wrong["found"], strict=True)) == NOT_AS_LABELLED, wrong.to_string()
    assert len(table) >= 150
    assert not table.duplicated(["place", "region", "kind"]).any()


def test_every_site_is_found_by_its_own_names(associator: Associator, ukraine: Grid) -> None:
    sites = ukraine.components[ukraine.components["kind"].isin(["substation", "plant"])]
    missed = [
        (name, text, meaning(look_up(associator, Place(name=text, region=region), ComponentKind(kind))))
        for name, kind, english, ukrainian, region in sites[["kind", "name_en", "name_uk", "region_id"]].itertuples()
        for text in (english, ukrainian)
        if meaning(look_up(associator, Place(name=text, region=region), ComponentKind(kind))) != name
    ]
    assert not missed


def test_ids_in_any_case_and_without_kind(associator: Associator) -> None:
    assert look_up(associator, Place(component_id="SUBSTATION:Vinnytska")).how == "id"
    assert meaning(look_up(associator, Place(component_id="vinnytska"))) == "substation:vinnytska"
    assert meaning(look_up(associator, Place(component_id="bus:vinnytska-750"))) == "unmatched"
    assert meaning(look_up(associator, Place(component_id="substation:nowhere"))) == "unmatched"
    assert meaning(look_up(associator, Place(component_id="nowhere", name="ПС Вінницька"))) == "substation:vinnytska"


def test_coordinates(associator: Associator) -> None:
    here = look_up(associator, Place(lat=49.25, lon=28.65))
    assert (here.how, meaning(here)) == ("place", "substation:vinnytska")
    both = look_up(associator, Place(lat=49.2, lon=24.7))
    assert both.outcome == MatchOutcome.AMBIGUOUS
    assert {name for name, _ in both.candidates} == {"plant:P005", "substation:burshtyn"}
    assert meaning(look_up(associator, Place(lat=49.2, lon=24.7), ComponentKind.PLANT)) == "plant:P005"
    assert "swapped" in look_up(associator, Place(lat=28.7, lon=49.2)).remark.template
    wide = look_up(associator, Place(lat=50.0, lon=36.2, precision_km=60.0), ComponentKind.SUBSTATION)
    assert wide.outcome == MatchOutcome.IMPRECISE
    assert len(wide.targets) > 1


def test_name_and_coordinates_that_contradict_are_left_to_a_person(associator: Associator) -> None:
    far = look_up(associator, Place(name="Burshtyn TPP", lat=46.5, lon=30.7))
    assert far.outcome == MatchOutcome.AMBIGUOUS
    assert meaning(look_up(associator, Place(name="Burshtyn TPP", lat=49.2, lon=24.7))) == "plant:P005"


def test_imprecise_shares(associator: Associator, ukraine: Grid) -> None:
    plants = look_up(associator, Place(name="a thermal plant", region="UA12"))
    assert dict(plants.targets) == {"plant:P010": 0.5, "plant:P011": 0.5}
    any_voltage = look_up(associator, Place(region="Odesa Oblast"), ComponentKind.SUBSTATION)
    stated = look_up(associator, Place(name="330 kV", region="Odesa Oblast"), ComponentKind.SUBSTATION)
    assert sum(share for _, share in any_voltage.targets) == pytest.approx(0.5)
    assert sum(share for _, share in stated.targets) == pytest.approx(1.0)
    serving = ukraine.components.loc[[name for name, _ in stated.targets], "in_service"]
    assert serving.all()


def test_regions_by_code_and_name(associator: Associator) -> None:
    regions = associator.gazetteer.regions
    assert regions("UA63") == regions("ua-63") == regions("Харківщина") == regions("на Харківщині".removeprefix("на "))
    assert regions("Kyiv") == {"UA80", "UA32"}
    assert regions("Kyiv city") == regions("м. Київ") == {"UA80"}
    assert regions("Київська область") == regions("Kyiv Oblast") == {"UA32"}
    assert regions("Narnia") == frozenset()
