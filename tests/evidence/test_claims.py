"""What a report claims, as damage states of the components it points at."""

from collections.abc import Callable
from dataclasses import replace

from gridimpact.domain.damage import DamageBelief
from gridimpact.domain.grid import Grid
from gridimpact.domain.report import DamageClaim, StrikeReport
from gridimpact.domain.settings import DamageSettings
from gridimpact.domain.vocabulary import DamageState
from gridimpact.evidence import fuse
from gridimpact.evidence.claims import ClaimReader

Build = Callable[..., StrikeReport]
SITE = "substation:vinnytska"


def told(belief: DamageBelief, words: str) -> tuple[str, ...]:
    """Ids of the first finding that holds the words."""
    return next((finding.ids for finding in belief.findings if words in finding.what), ())


def test_what_cannot_be_read_is_told_and_not_counted(ukraine: Grid, report: Build) -> None:
    belief = fuse(
        [report("a", state=None, text="attacked"), report("b", state=None), report("c", "substation:nowhere")], ukraine
    )
    assert belief.table.empty
    assert told(belief, '"attacked"') == ("a",)
    assert told(belief, "no damage is stated") == ("b",)
    assert told(belief, "unmatched") == ("c",)
    assert belief.matches["reason"].ne("").all()


def test_megawatts_are_set_against_installed_capacity(ukraine: Grid, report: Build) -> None:
    units = ukraine.units[(ukraine.units["plant_id"] == "plant:P005") & ukraine.units["in_service"]]
    half = f"lost {units['p_nom_mw'].sum() / 2:.0f} MW"
    belief = fuse([report("a", "plant:P005", None, text=half), report("b", state=None, text=half)], ukraine)
    assert belief.influence.set_index("report_id").at["a", "claim"] == "moderate"
    assert told(belief, "megawatts") == ("b",)


def test_a_share_means_another_state_for_another_kind(ukraine: Grid, report: Build) -> None:
    """30 % lost: a substation keeps 0.6 when moderately damaged, a plant 0.65, a line only with one circuit of two."""
    reader = ClaimReader(ukraine, DamageSettings())
    one = replace(report("a", state=None), damage=DamageClaim(share_lost=0.3))
    states, label, reason = reader.read(one, ((SITE, 0.4), ("plant:P005", 0.4), ("line:L001", 0.2)))
    assert states == (DamageState.MODERATE, DamageState.MODERATE, DamageState.MODERATE)
    slight = replace(one, damage=DamageClaim(share_lost=0.2))
    states, label, reason = reader.read(slight, ((SITE, 0.5), ("line:L001", 0.5)))
    assert (states, label, reason) == ((DamageState.SLIGHT, DamageState.SLIGHT), "20% lost", None)


def test_words_are_as_sure_as_the_lexicon_has_them(ukraine: Grid, report: Build) -> None:
    reader = ClaimReader(ukraine, DamageSettings(), (("extensive", 0.25, "gone"),))
    assert reader.confidence(report("a", state=None, text="gone")) == 0.25
    assert reader.confidence(report("a", text="gone")) == 1.0  # the state that is stated counts
    states, label, _ = reader.read(report("a", state=None, text="gone"), ((SITE, 1.0),))
    assert (states, label) == ((DamageState.EXTENSIVE,), "extensive")
