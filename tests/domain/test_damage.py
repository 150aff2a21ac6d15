"""A contingency and a belief: normal form, equality by content, and what is refused."""

import pickle

import pandas as pd
import pytest

from gridimpact.domain.damage import Contingency, DamageBelief
from gridimpact.domain.vocabulary import DAMAGE_STATES
from gridimpact.errors import DataError


def test_what_keeps_nothing_is_out_and_what_keeps_all_is_left_alone() -> None:
    hit = Contingency(
        out=("line:L2", "line:L2"), derated={"line:L1": 0.0, "bus:b": 1.0, "plant:p": 0.4, "line:L2": 0.5}
    )
    assert hit.out == ("line:L1", "line:L2")
    assert dict(hit.derated) == {"plant:p": 0.4}
    assert hit.components == ("line:L1", "line:L2", "plant:p")


def test_equal_damage_has_one_fingerprint_in_any_order() -> None:
    one = Contingency(out=("a", "b"), derated={"c": 0.5, "d": 0.25})
    other = Contingency(out=("b", "a"), derated={"d": 0.25, "c": 0.5}, origin="reports")
    assert one.fingerprint == other.fingerprint
    assert hash(one) == hash(other)
    assert one.fingerprint != Contingency(out=("a", "b"), derated={"c": 0.5, "d": 0.26}).fingerprint


def test_it_goes_to_another_process_and_back() -> None:
    hit = Contingency(out=("a",), derated={"b": 0.5}, origin="sample")
    back = pickle.loads(pickle.dumps(hit))
    assert (back.out, dict(back.derated), back.origin) == (hit.out, {"b": 0.5}, "sample")


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_a_share_outside_its_range_is_refused_by_name(share: float) -> None:
    with pytest.raises(DataError) as raised:
        Contingency(derated={"plant:good": 0.5, "plant:bad": share})
    assert raised.value.findings[0].ids == ("plant:bad",)


def _belief(*rows: list[float]) -> DamageBelief:
    names = pd.Index([f"line:L{number}" for number in range(len(rows))], name="component_id")
    empty = pd.DataFrame()
    return DamageBelief(
        table=pd.DataFrame(rows, index=names, columns=list(DAMAGE_STATES)),
        components=empty,
        matches=empty,
        influence=empty,
    )


def test_any_damage_is_all_but_none() -> None:
    belief = _belief([0.7, 0.1, 0.1, 0.05, 0.05], [1.0, 0.0, 0.0, 0.0, 0.0])
    assert belief.p_damaged.tolist() == pytest.approx([0.3, 0.0])


def test_the_fingerprint_of_a_belief_is_of_its_probabilities() -> None:
    one, other = _belief([0.7, 0.1, 0.1, 0.05, 0.05]), _belief([0.7, 0.1, 0.1, 0.04, 0.06])
    assert one.fingerprint == _belief([0.7, 0.1, 0.1, 0.05, 0.05]).fingerprint != other.fingerprint
