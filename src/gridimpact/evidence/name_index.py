"""Every name of every component of one kind, and how well a report's words fit each.

A name is compared in one spelling (`spelling.same_spelling`) by rapidfuzz's normalised indel ratio,
words in their order and sorted; technology, numbers and voltage then add or forbid.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from gridimpact.domain.vocabulary import ComponentKind
from gridimpact.evidence.place_words import PlaceWords, name_forms, read_place_words
from gridimpact.evidence.spelling import without_adjective

ADJECTIVE_FACTOR = 0.92
"""Factor on the score of a name met only once adjectives are cut back (Полтавська for Poltava). [-]
Chosen: below a direct match by more than the margin, above the lowest score."""

NO_TECHNOLOGY_PENALTY = 8.0
"""Points off when one of report and component says what kind of site it is and the other does not.
Chosen: plant and switchyard of one name then stay within the margin, which makes the report ambiguous."""

NO_NUMBER_PENALTY = 4.0
"""Points off when the component has a number (CHP-5) and the report gives none. Chosen: two numbered
sites of one town then stay within the margin, which makes the report ambiguous."""

OTHER_NUMBER_PENALTY = 8.0
"""Points off when the report gives a number and the component has none. Chosen."""

OTHER_VOLTAGE_PENALTY = 15.0
"""Points off when the report gives a voltage that the substation does not have. Chosen: such a match
is left to a person."""

SHORTEST_WORD = 4
"""Shortest word, its ending cut, that makes a name found inside a longer text worth listing. [letters]  Chosen."""

NEVER = 200.0
"""Points off that no likeness can make good."""

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class NameIndex:
    """Names of the components of some kinds, sorted by component.

    Attributes
    ----------
    ids : list of str
        Components, sorted.
    first : ndarray of int
        Row of the first name of each component. [-]
    direct, ordered, weak : list of str
        Each name in one spelling; with its words sorted; with adjectives cut back.
    words : list of frozenset of str
        Words of each name.
    classes : list of (numbers, technologies said, technologies known, says a kind, voltages [kV])
        Distinct combinations.
    member : ndarray of int
        Position in `classes`, by name. [-]
    """

    ids: list[str]
    first: NDArray[np.int64]
    direct: list[str]
    ordered: list[str]
    weak: list[str]
    words: list[frozenset[str]]
    classes: list[tuple[frozenset[str], frozenset[str], frozenset[str], bool, frozenset[float]]]
    member: NDArray[np.int64]

    @classmethod
    def of(cls, table: pd.DataFrame, voltages: dict[str, frozenset[float]]) -> "NameIndex":
        """Collect the names of a table.

        Parameters
        ----------
        table : DataFrame
            Index component id; `name_en`, `name_uk`, `aliases`, `group`.
        voltages : dict
            Nominal voltages by substation. [kV]

        Returns
        -------
        NameIndex
        """
        ids: list[str] = []
        first: list[int] = []
        names: list[str] = []
        members: list[int] = []
        classes: dict[tuple[frozenset[str], frozenset[str], frozenset[str], bool, frozenset[float]], int] = {}
        columns = table.sort_index()[["name_en", "name_uk", "aliases", "group"]]
        for name, english, ukrainian, aliases, group in columns.itertuples():
            found = _forms_of([english, ukrainian, *str(aliases or "").split(";")])
            if not found:
                continue
            ids.append(str(name))
            first.append(len(names))
            for core, words in found.items():
                known = words.technologies or frozenset({str(group)} - {""})
                key = (
                    words.numbers,
                    words.technologies,
                    known,
                    words.kind == ComponentKind.PLANT,
                    voltages.get(str(name), frozenset()),
                )
                members.append(classes.setdefault(key, len(classes)))
                names.append(core[0])
        return cls(
            ids,
            np.asarray(first, dtype=np.int64),
            names,
            [" ".join(sorted(core.split())) for core in names],
            [without_adjective(core) for core in names],
            [frozenset(core.split()) for core in names],
            list(classes),
            np.asarray(members, dtype=np.int64),
        )

    def scores(self, words: PlaceWords, kind: ComponentKind | None, technologies: frozenset[str]) -> "pd.Series[float]":
        """Return how well each component fits, best first.

        Parameters
        ----------
        words : PlaceWords
            Name as the report gives it.
        kind : ComponentKind or None
            Kind as the report gives it.
        technologies : frozenset of str
            Groups of technology that the report names.

        Returns
        -------
        Series
            Index component id; those above 0. [0..100]
        """
        if not self.ids:
            return pd.Series(dtype=float)
        penalties = np.asarray([_penalty(one, words, kind, technologies) for one in self.classes])
        score = self._likeness(words.name) - penalties[self.member]
        best = np.maximum.reduceat(score, self.first)
        order = np.argsort(-best, kind="stable")
        order = order[best[order] > 0.0]
        return pd.Series(best[order], index=pd.Index([self.ids[number] for number in order], dtype=object))

    def containing(self, name: str) -> list[str]:
        """Return the components of which one name holds all words of a name and more.

        Parameters
        ----------
        name : str
            In the spelling of `spelling.same_spelling`.

        Returns
        -------
        list of str
        """
        asked = frozenset(name.split())
        whole = np.asarray([asked < one for one in self.words], dtype=bool)
        held = np.logical_or.reduceat(whole, self.first) if len(whole) else whole
        return [self.ids[number] for number in np.flatnonzero(held)]

    def contained(self, name: str) -> list[str]:
        """Return the components of which one name stands whole among the words of a longer text.

        Parameters
        ----------
        name : str
            In the spelling of `spelling.same_spelling`.

        Returns
        -------
        list of str
        """
        asked = frozenset(name.split())
        inside = np.asarray([one < asked and max(map(len, one)) >= SHORTEST_WORD for one in self.words], dtype=bool)
        held = np.logical_or.reduceat(inside, self.first) if len(inside) else inside
        return [self.ids[number] for number in np.flatnonzero(held)]

    def _likeness(self, name: str) -> FloatArray:
        direct = np.maximum(_ratio(name, self.direct), _ratio(" ".join(sorted(name.split())), self.ordered))
        weak = np.maximum(_ratio(without_adjective(name), self.weak), _ratio(name, self.weak))
        return np.asarray(np.maximum(direct, ADJECTIVE_FACTOR * weak))


def _forms_of(texts: Sequence[object]) -> dict[tuple[str, frozenset[str], frozenset[str], bool], PlaceWords]:
    """Return the distinct names in some texts, with what else their words say."""
    found: dict[tuple[str, frozenset[str], frozenset[str], bool], PlaceWords] = {}
    for text in (form for whole in texts if isinstance(whole, str) for form in name_forms(whole)):
        words = read_place_words(text)
        core = " ".join(dict.fromkeys(words.name.split()))
        if core:
            found.setdefault((core, words.numbers, words.technologies, words.kind == ComponentKind.PLANT), words)
    return found


def _penalty(
    one: tuple[frozenset[str], frozenset[str], frozenset[str], bool, frozenset[float]],
    words: PlaceWords,
    kind: ComponentKind | None,
    technologies: frozenset[str],
) -> float:
    """Return the points off for what a name says besides itself."""
    numbers, said, known, says_plant, voltages = one
    points = 0.0
    if technologies and known:
        points += 0.0 if technologies & known else NEVER
    elif technologies or said or (kind is None and says_plant):
        points += NO_TECHNOLOGY_PENALTY
    if words.numbers and numbers:
        points += 0.0 if words.numbers == numbers else NEVER
    elif words.numbers or numbers:
        points += OTHER_NUMBER_PENALTY if words.numbers else NO_NUMBER_PENALTY
    if words.voltages_kv and voltages and not words.voltages_kv & voltages:
        points += OTHER_VOLTAGE_PENALTY
    return points


def _ratio(name: str, forms: list[str]) -> FloatArray:
    return np.asarray(process.cdist([name], forms, scorer=fuzz.ratio, dtype=np.float64)[0], dtype=np.float64)
