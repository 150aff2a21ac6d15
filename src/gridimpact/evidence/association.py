"""Which component a report means: by id, by name, by coordinate, by region and kind.

Every report ends in one of four outcomes: exact (one component), imprecise (a distribution over the
components of a kind in a region or circle), ambiguous (several fit about as well) and unmatched.
Only the first two are counted; the others are listed with their candidates for a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pandas as pd

from gridimpact.domain.grid import Grid
from gridimpact.domain.report import Place, StrikeReport
from gridimpact.domain.settings import EvidenceSettings
from gridimpact.domain.vocabulary import ComponentKind, MatchOutcome
from gridimpact.errors import Message
from gridimpact.evidence.gazetteer import SITES, Gazetteer
from gridimpact.evidence.lexicon import speaks_of_switchyard
from gridimpact.evidence.match import Match
from gridimpact.evidence.name_index import NO_TECHNOLOGY_PENALTY
from gridimpact.evidence.place_words import PlaceWords, name_forms, read_place_words
from gridimpact.i18n.translate import N_

PLACE_MARGIN_KM = 5.0
"""Smallest lead over the next component's distance for a coordinate to be unambiguous. [km]
Chosen: half a cell of the 0.1 degree to which places of the bundled grid are rounded."""

CONTRADICTION_KM = 50.0
"""A name and a coordinate farther apart than this contradict each other. [km]  Chosen: beyond any
rounding and any site's extent, within any neighbouring region."""

UNLISTED_SUBSTATION_SHARE = 0.5
"""Chance that an unnamed substation without a stated voltage is one the grid does not hold. [0..1]
Chosen: regions have many substations of 35 to 150 kV, which a backbone grid leaves out."""

LISTED_SCORE = 60.0
"""Lowest score of a name that is listed as a candidate. [points]  Chosen."""

LONGEST_PLACE = 300
"""Longest name of a place or region that is read; the rest is passed over. [characters]  Chosen: names with kind,
region and district have a hundred; patterns take a time that grows with the square of the length."""

SHOWN_CANDIDATES = 5
"""Candidates listed for a report that cannot be matched. [-]  Chosen."""


@dataclass(frozen=True, slots=True)
class _Ask:
    """A place with its words read."""

    place: Place
    words: PlaceWords
    kind: ComponentKind | None
    technologies: frozenset[str]
    regions: frozenset[str]
    region_text: str


@dataclass(slots=True)
class Associator:
    """Matches places to the components of one grid; equal places are looked up once.

    Parameters
    ----------
    grid : Grid
    settings : EvidenceSettings
        Uses `name_match_score`, `name_match_margin`, `place_radius_km`.

    Attributes
    ----------
    gazetteer : Gazetteer
        Names, places and regions of the grid.
    """

    grid: Grid
    settings: EvidenceSettings
    gazetteer: Gazetteer = field(init=False)
    _matches: dict[tuple[Place, ComponentKind | None, str], Match] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.gazetteer = Gazetteer.of(self.grid)

    def match(self, report: StrikeReport) -> Match:
        """Return what became of the place of a report.

        Parameters
        ----------
        report : StrikeReport

        Returns
        -------
        Match
        """
        kind_text = report.extra.get("component_kind", "")
        kind = report.component_kind
        if kind in (None, ComponentKind.PLANT) and speaks_of_switchyard(report.damage.text):
            kind = ComponentKind.SUBSTATION
        key = (report.place, kind, kind_text)
        if key not in self._matches:
            self._matches[key] = self._match(*key)
        return self._matches[key]

    def _match(self, place: Place, kind: ComponentKind | None, kind_text: str) -> Match:
        ask = self._ask(place, kind, kind_text)
        if place.component_id:
            found = self.gazetteer.by_id(place.component_id)
            if found:
                return self._exact(found, "id", ((found, 100.0),))
            if not ask.words.name and place.lat is None:
                return _unmatched(
                    Message(N_("no component has the id {component_id}"), {"component_id": place.component_id}), ask
                )
        if ask.region_text and not ask.regions and not ask.words.name and place.lat is None:
            return _unmatched(_no_region(ask), ask)
        if ask.words.name:
            return self._by_name(ask)
        if place.lat is not None and place.lon is not None:
            return self._by_place(ask, place.lat, place.lon)
        return self._by_region(ask)

    def _ask(self, place: Place, kind: ComponentKind | None, kind_text: str) -> _Ask:
        place = replace(
            place,
            name=place.name and place.name[:LONGEST_PLACE],
            region=place.region and place.region[:LONGEST_PLACE],
        )
        words, stated = read_place_words(place.name or ""), read_place_words(kind_text[:LONGEST_PLACE])
        near = self.gazetteer.regions(words.near)
        if near and not words.numbers:
            words = replace(words, name="")
        region_text = place.region or words.region or (words.near if near else "")
        by_voltage = ComponentKind.SUBSTATION if words.voltages_kv else None
        part = words.kind if words.numbers and words.kind in (ComponentKind.UNIT, ComponentKind.TRANSFORMER) else None
        return _Ask(
            place=place,
            words=words,
            kind=(part if kind in (None, *SITES) else None) or kind or stated.kind or words.kind or by_voltage,
            technologies=words.technologies or stated.technologies,
            regions=self.gazetteer.regions(region_text),
            region_text=region_text,
        )

    def _by_name(self, ask: _Ask) -> Match:
        scores = self._scores(ask)
        if ask.kind is None and self.gazetteer.regions(ask.words.name):
            return _ambiguous(
                "name", scores, ask, N_("the name is also a region's, and no kind of component is stated")
            )
        inside = self._inside(scores, ask.regions)
        fits = inside[inside >= self.settings.name_match_score]
        if fits.empty:
            return self._no_name(ask, scores)
        near = self._near(fits, ask)
        if near is not None and near.empty:
            return _ambiguous("name", fits, ask, N_("the coordinates are far from what the name says"))
        fits = fits if near is None else near
        bare = NO_TECHNOLOGY_PENALTY if ask.kind is None and not ask.technologies else 0.0
        rivals = fits[fits > fits.iloc[0] - self.settings.name_match_margin - bare]
        if len(rivals) > 1:
            return _ambiguous("name", inside, ask, N_("several components are called so"))
        return self._exact(str(fits.index[0]), "name", _listed(inside))

    def _scores(self, ask: _Ask) -> "pd.Series[float]":
        """Return how well the name fits, also without what stands in brackets, or that alone."""
        forms = name_forms(ask.place.name or "")
        several = [read_place_words(form) for form in forms] if len(forms) > 1 else []
        if several and several[0].numbers and not several[0].name:
            several = []  # `CHP-6 (Kyiv)`: number and name are apart, and mean one site only together
        found = [
            self.gazetteer.scores(words, ask.kind, words.technologies or ask.technologies)
            for words in (ask.words, *several)
            if words.name
        ]
        best = pd.concat(found).groupby(level=0).max() if len(found) > 1 else found[0]
        return best.sort_values(ascending=False, kind="stable")

    def _no_name(self, ask: _Ask, scores: "pd.Series[float]") -> Match:
        """Return what a name without a fit is: one of another region, a part of one, or unknown."""
        elsewhere = scores[scores >= self.settings.name_match_score]
        if len(elsewhere):
            return _ambiguous("name", elsewhere, ask, N_("the name fits, but in another region than the one stated"))
        part = [name for name in self.gazetteer.containing(ask.words.name, ask.kind) if name in scores.index]
        if part and not ask.words.numbers:
            inside = self._inside(scores[scores.index.isin(part)], ask.regions)
            if len(inside):
                return _ambiguous("name", inside, ask, N_("the name is only a part of a component's name"))
        if scores.empty or scores.iloc[0] < LISTED_SCORE:
            scores = self.gazetteer.scores(ask.words, None, frozenset())
        listed = scores[scores >= LISTED_SCORE]
        if listed.empty:
            listed = scores[scores.index.isin(self.gazetteer.contained(ask.words.name, ask.kind))]
        return Match(
            outcome=MatchOutcome.UNMATCHED,
            candidates=_listed(listed),
            region_id=_one(ask.regions),
            remark=Message(N_("no component of the kind stated is called so")),
        )

    def _near(self, fits: "pd.Series[float]", ask: _Ask) -> "pd.Series[float] | None":
        """Return the fitting names that are near the stated coordinate; None without a coordinate."""
        if ask.place.lat is None or ask.place.lon is None:
            return None
        distance = self.gazetteer.distances_km(ask.place.lat, ask.place.lon, fits.index)
        reach = max(CONTRADICTION_KM, ask.place.precision_km or 0.0)
        return fits[(distance <= reach) | distance.isna()]

    def _by_place(self, ask: _Ask, lat: float, lon: float) -> Match:
        asked = (ask.kind, ask.technologies, ask.words.voltages_kv)
        radius = max(self.settings.place_radius_km, ask.place.precision_km or 0.0)
        near = self._inside(self.gazetteer.nearest(lat, lon, *asked, within_km=radius), ask.regions)
        if near.empty:
            swapped = self.gazetteer.nearest(lon, lat, *asked, within_km=radius)
            return self._nowhere(ask, self.gazetteer.nearest(lat, lon, *asked), radius, swapped=len(swapped) > 0)
        if len(near) > 1 and ask.kind is not None and radius > self.settings.place_radius_km:
            return self._spread(ask, near.index, "place")
        if len(near) > 1 and near.iloc[1] - near.iloc[0] < PLACE_MARGIN_KM:
            return _ambiguous("place", near, ask, N_("several components are about as near"))
        return self._exact(str(near.index[0]), "place", _listed(near))

    def _nowhere(self, ask: _Ask, nearest: "pd.Series[float]", radius: float, *, swapped: bool) -> Match:
        """Say that nothing is near, and whether something were with latitude and longitude exchanged."""
        remark = Message(N_("no component of the kind stated is within {radius:.0f} km"), {"radius": radius})
        if swapped:
            remark = Message(N_("{remark}; latitude and longitude look swapped"), {"remark": remark})
        return Match(
            outcome=MatchOutcome.UNMATCHED,
            how="place",
            candidates=_listed(nearest.head(1)),
            region_id=_one(ask.regions),
            remark=remark,
        )

    def _by_region(self, ask: _Ask) -> Match:
        if not ask.regions:
            return _unmatched(_no_region(ask) if ask.region_text else Message(N_("no place is given")), ask)
        if ask.kind is None:
            return _unmatched(Message(N_("only a region is given, and no kind of component")), ask)
        members = self.gazetteer.members(ask.regions)
        members = members[self.gazetteer.fitting(ask.kind, ask.technologies, ask.words.voltages_kv, members)]
        numbered = [name for name in members if ask.words.numbers and self.gazetteer.numbers(name) == ask.words.numbers]
        if len(numbered) == 1:
            return self._exact(numbered[0], "name", ((numbered[0], 100.0),))
        return self._spread(ask, members, "region")

    def _spread(self, ask: _Ask, candidates: "pd.Index[str]", how: str) -> Match:
        """Spread a report over the components in service that it may mean, in equal shares."""
        serving = sorted(name for name in candidates if self.gazetteer.in_service(name))
        if not serving:
            return _unmatched(Message(N_("no component of that kind is in service there")), ask)
        listed = 1.0
        if ask.kind == ComponentKind.SUBSTATION and not ask.words.voltages_kv:
            listed -= UNLISTED_SUBSTATION_SHARE
        share = listed / len(serving)
        return Match(
            outcome=MatchOutcome.IMPRECISE,
            how=how,
            targets=tuple((name, share) for name in serving),
            candidates=tuple((name, 100.0 * share) for name in serving),
            region_id=_one(ask.regions),
            remark=Message(N_("one of {count} components"), {"count": len(serving)}),
        )

    def _exact(self, name: str, how: str, candidates: tuple[tuple[str, float], ...]) -> Match:
        return Match(
            outcome=MatchOutcome.EXACT,
            how=how,
            targets=((name, 1.0),),
            candidates=candidates,
            region_id=self.gazetteer.region_of(name),
        )

    def _inside(self, scores: "pd.Series[float]", regions: frozenset[str]) -> "pd.Series[float]":
        return scores[self.gazetteer.in_regions(scores.index, regions)] if regions else scores


def _no_region(ask: _Ask) -> Message:
    return Message(N_("no region is called {region}"), {"region": ask.region_text})


def _unmatched(remark: Message, ask: _Ask) -> Match:
    return Match(outcome=MatchOutcome.UNMATCHED, region_id=_one(ask.regions), remark=remark)


def _ambiguous(how: str, scores: "pd.Series[float]", ask: _Ask, remark: str) -> Match:
    scores = scores if how == "place" else scores[scores >= LISTED_SCORE]
    return Match(
        outcome=MatchOutcome.AMBIGUOUS,
        how=how,
        candidates=_listed(scores),
        region_id=_one(ask.regions),
        remark=Message(remark),
    )


def _listed(scores: "pd.Series[float]") -> tuple[tuple[str, float], ...]:
    shown: Iterable[tuple[object, float]] = scores.head(SHOWN_CANDIDATES).items()
    return tuple((str(name), float(score)) for name, score in shown)


def _one(regions: frozenset[str]) -> str:
    return next(iter(regions)) if len(regions) == 1 else ""
