"""Reports that a later one takes back."""

from collections.abc import Callable

from gridimpact.domain.damage import DamageBelief
from gridimpact.domain.grid import Grid
from gridimpact.domain.report import StrikeReport
from gridimpact.domain.vocabulary import DamageState
from gridimpact.evidence import fuse
from gridimpact.evidence.withdrawn import withdrawn

Build = Callable[..., StrikeReport]


def told(belief: DamageBelief, words: str) -> tuple[str, ...]:
    """Ids of the first finding that holds the words."""
    return next((finding.ids for finding in belief.findings if words in finding.what), ())


def test_superseded_reports_do_not_count(ukraine: Grid, report: Build) -> None:
    first, second = report("a", state=DamageState.COMPLETE), report("b", hours=3, supersedes=("a", "zz"))
    belief = fuse([first, second], ukraine)
    assert belief.fingerprint == fuse([report("b", hours=3)], ukraine).fingerprint
    assert belief.matches.at["a", "reason"] == "superseded by b"
    assert told(belief, "ids that are not here") == ("zz",)
    backwards = fuse([report("a", supersedes=("b",)), report("b", hours=3)], ukraine)
    assert backwards.matches["counted"].all()
    assert told(backwards, "supersedes itself") == ("a",)


def test_only_earlier_reports_are_taken_back_and_nobody_in_a_ring(report: Build) -> None:
    """b takes back a, c itself and the later d; e and f name each other at one moment: the first by id holds."""
    reports = [
        report("a"),
        report("b", hours=1, supersedes=("a",)),
        report("c", hours=2, supersedes=("c", "d")),
        report("d", hours=3),
        report("e", hours=4, supersedes=("f",)),
        report("f", hours=4, supersedes=("e",)),
    ]
    gone, findings = withdrawn(reports[::-1])
    assert gone == {"a": "b", "f": "e"}
    assert findings[-1].ids == ("c", "f")
