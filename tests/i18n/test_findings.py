"""Every kind of finding has its words in every language, and messages are rendered where they are shown."""

import importlib
import pickle
import pkgutil
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from string import Formatter

import pandas as pd
import pytest

import gridimpact
from gridimpact.domain.scenario import SAVED_SCENARIO, OtherVersion
from gridimpact.errors import Finding, Message, Severity, TextFinding
from gridimpact.evidence.findings import OverrideApplied, UnmatchedPlaces
from gridimpact.evidence.not_counted import ambiguous_place, copy_of
from gridimpact.i18n.english_text import EnglishText
from gridimpact.i18n.messages import (
    error_sentences,
    finding_fact,
    finding_remedy,
    finding_sentence,
    place_text,
    render,
    word_text,
)
from gridimpact.i18n.translate import LANGUAGES, SOURCE, UnknownLanguage, _, speak, speaking
from gridimpact.outputs.tables.value_words import translated
from gridimpact.views.result_texts import finding_row
from gridimpact.views.wording import claim_counts

UKRAINIAN = re.compile("[А-яІіЇїЄєҐґ]")


def kinds() -> list[type[Finding]]:
    """Every kind of finding of the package."""
    for module in pkgutil.walk_packages(gridimpact.__path__, "gridimpact."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    return sorted(set(_below(Finding)), key=lambda kind: (kind.__module__, kind.__name__))


def _below(kind: type[Finding]) -> Iterator[type[Finding]]:
    for one in kind.__subclasses__():
        if one.__module__.startswith("gridimpact.") and not issubclass(one, TextFinding):
            yield one
        yield from _below(one)


def templates(kind: type[Finding]) -> list[str]:
    """Those with words of their own; one that holds a message of others alone has none to translate."""
    return [template for template in (kind.template, kind.remedy_template) if has_words(template)]


def has_words(template: str) -> bool:
    return any(re.search("[A-Za-z]", text) for text, *_rest in Formatter().parse(template))


def fields(template: str) -> dict[str, str]:
    """Names of the values of a template, with their formats."""
    return {name: spec or "" for _text, name, spec, _sign in Formatter().parse(template) if name}


def sample(template: str) -> dict[str, object]:
    """A value for each place: a number where it is formatted as one, else a word that is in no catalogue."""
    return {name: datetime(2026, 1, 15, tzinfo=UTC) if "%Y" in spec else 1234.5 if spec[-1:] in {"f", "g", "%"}
            else 1234 if spec else f"X{name}X" for name, spec in fields(template).items()}  # fmt: skip


KINDS = kinds()


def test_the_package_has_many_kinds_of_finding() -> None:
    assert len(KINDS) > 60
    assert len({kind.__name__ for kind in KINDS}) == len(KINDS), "kinds are told apart in files by their name"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_a_kind_of_finding_has_its_words_in_every_language(kind: type[Finding]) -> None:
    for template in templates(kind):
        assert template == template.strip()
        for language in set(LANGUAGES) - {SOURCE}:
            with speaking(language):
                translated = _(template)
            assert translated != template, f"{language}: not in the catalogue: {template}"
            assert fields(translated) == fields(template)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.template], ids=lambda kind: kind.__name__)
def test_no_english_is_left_of_a_finding_in_ukrainian(kind: type[Finding]) -> None:
    finding = kind(where="lines.x_ohm", values=sample(kind.template) | sample(kind.remedy_template))
    with speaking("uk"):
        fact, remedy = finding_fact(finding), finding_remedy(finding)
    for text, template, english in (
        (fact, kind.template, finding.what),
        (remedy, kind.remedy_template, finding.remedy),
    ):
        if not template:
            assert text == ""
        if not has_words(template) or kind is OverrideApplied:  # who, when and why as a person wrote them
            continue
        assert UKRAINIAN.search(text)
        assert text != english
        for part, _name, _spec, _sign in Formatter().parse(template):
            words = part.strip(' "«».,:;()')
            assert len(words) < 12 or words.startswith("pip install") or words not in text, f"left in English: {words}"


def test_numbers_follow_the_language_and_names_stay() -> None:
    many = UnmatchedPlaces(where="reports.place", values={"count": 12345})
    moved = OtherVersion(where="scenario", values={"saved": "0.2", "now": "0.3"})
    assert many.what == "12,345 reports are unmatched and not counted"
    with speaking("uk"):
        assert finding_fact(many) == "повідомлень: 12\u00a0345: не знайдено, не враховано"
        assert finding_fact(moved).endswith("це версія 0.3")


def test_a_message_within_a_message_is_rendered_in_the_same_language() -> None:
    reason = ambiguous_place(Message("several components are called so")).text
    assert reason == "ambiguous: several components are called so"
    with speaking("uk"):
        assert render(reason) == "неоднозначно: так називаються кілька об'єктів"
    assert render(reason) == "ambiguous: several components are called so"


def test_what_a_report_says_is_quoted_as_it_stands() -> None:
    with speaking("uk"):
        assert _("low") != "low"
        text = EnglishText('the words "{words}" are not in the lexicon, or state no damage', words="low")
        assert '"low"' in render(text) or "«low»" in render(text)


def test_text_from_outside_stays_as_it_came() -> None:
    finding = TextFinding(where="night.csv, row {3}", what="is no {number}", remedy="low")
    with speaking("uk"):
        assert finding_sentence(finding) == "night.csv, row {3}: is no {number} → low"


def test_names_of_tables_are_no_words_and_stages_are() -> None:
    """`units` is a table here, and a number of things elsewhere."""
    with speaking("uk"):
        assert _("units") != "units"
        names = ("units", "lines.x_ohm", "night.csv")
        assert [place_text(name) for name in names] == list(names)
        assert place_text("scenario") == "сценарій"
        where = Message(SAVED_SCENARIO, {"title": "night"})
        row = finding_row(TextFinding(where=where, what="is no number", severity=Severity.INFO))
    assert row[:3] == ("відомості", "збережений сценарій «night»", "Is no number")


def test_an_unknown_language_is_a_finding() -> None:
    with pytest.raises(gridimpact.DataError) as caught:
        speak("xx")
    (finding,) = caught.value.findings
    assert isinstance(finding, UnknownLanguage)
    assert finding.ids == ("xx",)
    assert error_sentences(caught.value) == (
        "language: there is no catalogue of this language [xx] → choose from en, uk",
    )


def test_english_text_is_plain_text_for_files_and_keeps_its_message() -> None:
    text = copy_of("N3").text
    again = pickle.loads(pickle.dumps(text))
    assert (again, again.message) == ("copy of N3", text.message)
    table = pd.DataFrame({"reason": [text, ""]})
    assert table.to_csv(index=False) == 'reason\ncopy of N3\n""\n'
    with speaking("uk"):
        assert translated(table)["reason"].to_list() == ["копія N3", ""]
        assert word_text("low") == _("low")


def test_claims_of_an_event_are_shown_in_words() -> None:
    lost = EnglishText("{share:.0%} lost", share=0.65)
    text = EnglishText("{claim0} ({count0}); {claim1} ({count1})", claim0="moderate", claim1=lost, count0=3, count1=1)
    assert text == "moderate (3); 65% lost (1)"
    assert claim_counts(text) == "damaged (3); 65% lost (1)"
    with speaking("uk"):
        assert claim_counts(text).endswith("; втрачено 65% (1)")
