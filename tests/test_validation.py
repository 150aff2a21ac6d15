"""The back-test can be run again: its inputs exist, and its table is the page's."""

from pathlib import Path

import pandas as pd

import gridimpact as gi


def _episodes(repository: Path) -> pd.DataFrame:
    return pd.read_csv(repository / "data" / "validation" / "episodes.csv", dtype=str, keep_default_na=False)


def test_inputs_of_the_back_test_are_in_the_grid(ukraine: gi.Grid, repository: Path) -> None:
    episodes = _episodes(repository)
    words = {word for cell in (*episodes["out"], *episodes["out_high"]) for word in cell.split()}
    named = {word for word in words if not word.startswith("technology:")}
    assert named - set(ukraine.components.index) == set()
    technologies = {word.removeprefix("technology:") for word in words - named}
    assert technologies - set(ukraine.units["technology"]) == set()
    assert set(episodes["state"]) - {""} - set(ukraine.reference_states.index) == set()


def test_every_episode_is_on_the_page_with_a_figure_or_a_reason(repository: Path) -> None:
    page = (repository / "docs" / "validation.md").read_text(encoding="utf-8")
    for row in _episodes(repository).to_dict("records"):
        assert f"| {row['date']}, {row['episode']} |" in page
        assert row["remark"]
        assert bool(row["agreement"]) == (row["expressed"] != "no")
