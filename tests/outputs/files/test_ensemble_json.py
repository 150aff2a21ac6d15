"""An ensemble as JSON, and ranges read back from it."""

import json
from pathlib import Path

import pandas as pd
import pytest

import gridimpact as gi
from gridimpact.domain.ranges import ranges_of
from gridimpact.outputs.files.ensemble_json import ensemble_json, ranges_file, read_ranges


def test_a_file_that_holds_no_ranges_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ranges.json"
    for content in ("", "{}", '{"schema": "gridimpact.assessment/1"}', "[]"):
        path.write_text(content, encoding="utf-8")
        with pytest.raises(gi.DataError, match="holds no ranges"):
            ranges_file(path)


def test_ranges_read_back_are_the_same(ensemble: gi.Ensemble, answer: gi.Assessment) -> None:
    calls = gi.verify_next(ensemble, answer.belief)
    read, made = read_ranges(json.dumps(ensemble_json(ensemble, calls, figure="people_peak"))), ranges_of(ensemble)
    assert gi.with_ranges(answer, read).ranges is read
    assert read.grid_fingerprint == made.grid_fingerprint == answer.grid_fingerprint
    assert read.varied.keys() == made.varied.keys()
    columns = ["p10", "p50", "p90"]
    pd.testing.assert_frame_equal(
        read.figures[columns].astype(float), made.figures[columns].astype(float), check_names=False
    )
