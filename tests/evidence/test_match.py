"""How candidates of a match are written for people."""

from gridimpact.domain.vocabulary import MatchOutcome
from gridimpact.evidence.match import Match


def test_candidates_have_scores_and_distances_their_unit() -> None:
    near = (("substation:a", 3.4), ("substation:b", 12.6))
    by_place = Match(outcome=MatchOutcome.AMBIGUOUS, how="place", candidates=near)
    assert by_place.candidates_text == "substation:a (3 km); substation:b (13 km)"
    by_name = Match(outcome=MatchOutcome.AMBIGUOUS, how="name", candidates=(("plant:a", 92.0),))
    assert by_name.candidates_text == "plant:a (92)"
    assert Match(outcome=MatchOutcome.UNMATCHED).candidates_text == ""
