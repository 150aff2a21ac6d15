"""What became of the place of a report."""

from dataclasses import dataclass

from gridimpact.domain.vocabulary import MatchOutcome
from gridimpact.errors import Message

NO_REMARK = Message("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What became of a place.

    Attributes
    ----------
    outcome : MatchOutcome
    how : str
        id, name, place or region; empty when nothing fits.
    targets : tuple of (component id, share)
        Components that are counted; shares are 1 for an exact match. [0..1]
    candidates : tuple of (component id, score or distance)
        Best first; score 0 to 100 for names, distance for places [km], share in percent for regions.
    region_id : str
        Region of the match, or of the place as stated; may be empty.
    remark : Message
        Why it is not exact, or what was contradictory.
    """

    outcome: MatchOutcome
    how: str = ""
    targets: tuple[tuple[str, float], ...] = ()
    candidates: tuple[tuple[str, float], ...] = ()
    region_id: str = ""
    remark: Message = NO_REMARK

    @property
    def candidates_text(self) -> str:
        """Candidates as `id (score)`, kilometres with their unit."""
        unit = " km" if self.how == "place" else ""
        return "; ".join(f"{name} ({score:.0f}{unit})" for name, score in self.candidates)
