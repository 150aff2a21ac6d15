"""Closed lists of words whose order or spelling others rely on."""

from gridimpact.domain.grid import Grid
from gridimpact.domain.vocabulary import DAMAGE_STATES, ComponentKind, DamageState


def test_damage_states_count_up_with_severity() -> None:
    assert DAMAGE_STATES == ("none", "slight", "moderate", "extensive", "complete")
    assert [DamageState(number).label for number in range(5)] == list(DAMAGE_STATES)
    assert DamageState.EXTENSIVE > DamageState.SLIGHT


def test_ids_of_the_bundled_grid_begin_with_their_kind(ukraine: Grid) -> None:
    kinds = ukraine.components["kind"]
    assert set(kinds) == set(ComponentKind)
    assert (kinds.index.str.partition(":").get_level_values(0) == kinds).all()
