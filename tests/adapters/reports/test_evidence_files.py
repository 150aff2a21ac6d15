"""Weights, prior and own phrases from a file."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from gridimpact.adapters.reports.evidence_files import evidence_json, read_evidence, write_evidence
from gridimpact.domain.settings import EvidenceSettings
from gridimpact.errors import DataError


def test_written_settings_read_the_same(tmp_path: Path) -> None:
    own = replace(EvidenceSettings(), own_phrases=(("extensive", 0.9, "switched off"),), decision_probability=0.6)
    assert read_evidence(write_evidence(own, tmp_path / "e.json")) == own
    assert read_evidence(b"{}") == EvidenceSettings()


def test_lists_do_for_grades_too() -> None:
    read = read_evidence(b'{"prior": [0.6, 0.1, 0.1, 0.1, 0.1], "credibility_weight": [1, 0.9, 0.8, 0.4, 0.1, 0.5]}')
    assert read.prior == (0.6, 0.1, 0.1, 0.1, 0.1)
    assert read.credibility_weight[2] == 0.8


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"prior": [1, 1, 0, 0, 0]}, "sum to 2"),
        ({"prior": [1, 0]}, "shorter"),
        ({"reliability_weight": {"A": 1}}, "one number each for A, B"),
        ({"reliability_weight": {**dict.fromkeys("ABCDE", 1), "F": 7}}, "outside 0 to 1"),
        ({"decision_probability": 2}, "outside 0 to 1"),
        ({"decision_probability": "x"}, "could not convert"),
        ({"lexicon": 1}, "no such setting"),
        ({"decision_probabilty": 0.4}, "the nearest name is decision_probability"),
        ({"own_phrases": [{"state": "gone", "confidence": 1, "pattern": "x"}]}, "gone is none of"),
        ({"own_phrases": [{"state": "slight", "confidence": 0, "pattern": "x"}]}, "confidence"),
        ({"own_phrases": [{"state": "slight", "confidence": 1, "pattern": "("}]}, "cannot be read"),
        ({"own_phrases": [{"state": "slight"}]}, "needs state"),
    ],
)
def test_what_cannot_be_is_told(change: dict[str, object], words: str) -> None:
    with pytest.raises(DataError, match="evidence settings") as raised:
        read_evidence(json.dumps(change).encode())
    assert words in str(raised.value)


def test_own_phrases_go_before_the_lexicon() -> None:
    from gridimpact.evidence.lexicon import phrase_claim, read_phrase

    own = (("extensive", 0.9, "damaged beyond words"), ("unknown", 1.0, "hit"))
    read = read_phrase("Damaged beyond words", own)
    assert read is not None
    assert (read.claim.state.label if read.claim.state else "", read.confidence) == ("extensive", 0.9)
    assert read_phrase("was hit", own) is None
    assert phrase_claim("damaged beyond words") is not None
    assert (
        json.loads(evidence_json(replace(EvidenceSettings(), own_phrases=own)))["own_phrases"][1]["state"] == "unknown"
    )
