"""The closed lists of words: one word per thing, used in code, files and on screen."""

from enum import IntEnum, StrEnum


class DamageState(IntEnum):
    """The five damage states of a component, ordered by severity.

    Source: Hazus Earthquake Model, damage states of electric power components
    (ds1 none ... ds5 complete); definitions in docs/method.md.
    """

    NONE = 0
    SLIGHT = 1
    MODERATE = 2
    EXTENSIVE = 3
    COMPLETE = 4

    @property
    def label(self) -> str:
        """Lower-case word used in files and tables."""
        return self.name.lower()


DAMAGE_STATES: tuple[str, ...] = tuple(state.label for state in DamageState)


class Reliability(StrEnum):
    """Reliability of a source, Admiralty system, A (completely reliable) to F (cannot be judged)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(StrEnum):
    """Credibility of a statement, Admiralty system, 1 (confirmed) to 6 (cannot be judged)."""

    CONFIRMED = "1"
    PROBABLE = "2"
    POSSIBLE = "3"
    DOUBTFUL = "4"
    IMPROBABLE = "5"
    UNJUDGED = "6"


class ComponentKind(StrEnum):
    """Kinds of component that a report or a contingency can name."""

    SUBSTATION = "substation"
    PLANT = "plant"
    UNIT = "unit"
    LINE = "line"
    TRANSFORMER = "transformer"
    INTERCONNECTOR = "interconnector"
    BUS = "bus"


class MatchOutcome(StrEnum):
    """What became of the place of a report."""

    EXACT = "exact"
    """One component, by id, alias or a name that fits one component only."""
    AMBIGUOUS = "ambiguous"
    """Several components fit about as well; left for a person, not counted."""
    IMPRECISE = "imprecise"
    """Only region and kind are known; spread over the candidates there."""
    UNMATCHED = "unmatched"
    """Nothing fits; left for a person, not counted."""


class LoadClass(StrEnum):
    """Classes of load, in the order in which they are protected."""

    CRITICAL = "critical"
    """Exempt from outage schedules: hospitals, water, heating, rail, defence."""
    GENERAL = "general"
    """Everything else."""


RESERVOIR_TECHNOLOGIES: tuple[str, ...] = ("hydro", "pumped_storage")
"""Technologies whose energy of a day is limited."""

PUMPING_TECHNOLOGIES: tuple[str, ...] = ("pumped_storage",)
"""Reservoirs that can be filled from the grid."""


class Season(StrEnum):
    """Season of the day that is assessed; picks reference state and profiles."""

    WINTER = "winter"
    SUMMER = "summer"


class Sensitivity(StrEnum):
    """Who may see a result."""

    PUBLIC = "public"
    """Told by region only."""
    RESTRICTED = "restricted"
    """Shows components, report texts and repairs; marked on every page and sheet."""


class Confidence(StrEnum):
    """Confidence in a datum, as each row of a grid folder states it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
