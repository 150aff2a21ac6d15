"""Which row of a table is its header, and what each of its columns is read as.

What a person states goes before HXL tags, these before a layout that is recognised, this before
names, and these before likeness of names.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from gridimpact.adapters.reports.columns import FIELD_OF, HEADER_ROWS, MOST_COLUMNS, PLACE_COLUMNS, plain_header
from gridimpact.adapters.reports.layouts import is_tag_row, layout_of, tag_meaning
from gridimpact.domain.report import ColumnMapping, MappedColumn

LIKENESS = 90.0
"""Lowest rapidfuzz ratio (0 to 100) at which an unknown header is read as the one it is like. Chosen."""

SHORTEST_LIKE = 6
"""Shortest header that is compared by likeness. [characters]  Chosen: short words agree by chance."""

OF_THE_OUTER = frozenset({"name", "value", "text", "label", "title", "назва", "значення"})
"""Last parts of nested fields that say nothing by themselves: the part before them does. Chosen."""

DAMAGE_COLUMNS = frozenset({"damage", "share_lost", "mw_lost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Where a header stands and what its columns are.

    Attributes
    ----------
    row : int
        Place of the header in the table, from 0; rows of reports follow it.
    fields : dict
        Column number by documented column.
    unknown : dict
        Column number by header as written, for columns that are kept and not read.
    repeated : tuple of str
        Headers that name a column again; the first is read, the others are kept as unknown.
    mapping : ColumnMapping
        The same for people.
    absent : tuple of str
        Headers that a person stated and the table does not have.
    words_of_note : bool
        Whether the words of the note are read for damage, because no column holds damage.
    """

    row: int
    fields: dict[str, int]
    unknown: dict[str, int]
    repeated: tuple[str, ...]
    mapping: ColumnMapping
    absent: tuple[str, ...] = ()
    words_of_note: bool = False


def find_header(rows: Sequence[Sequence[str]], stated: ColumnMapping | None = None) -> Header | None:
    """Return the header among the first rows of a table, or None.

    Parameters
    ----------
    rows : sequence of rows of text
        The row with most documented columns is the header, when it names a place and at least two.
    stated : ColumnMapping, optional
        Read the headers named there as stated.
    """
    best: Header | None = None
    for number, row in enumerate(rows[:HEADER_ROWS]):
        header = _read_header(number, row, rows[number - 1] if number else (), stated)
        if (
            len(header.fields) >= 2
            and header.fields.keys() & PLACE_COLUMNS
            and (best is None or len(header.fields) > len(best.fields) or is_tag_row(row))
        ):
            best = header
    return None if best is None else _completed(best)


def has_time(header: Header) -> bool:
    """Return whether a table says when, without which no row of it can be read."""
    return bool(header.fields.keys() & {"reported_at", "event_at"})


def rank(header: Header) -> tuple[bool, int]:
    """Return how likely a table holds the reports, of several in one file: with a time, then by columns known."""
    return has_time(header), len(header.fields)


def guessed_header(rows: Sequence[Sequence[str]]) -> Header:
    """Return the row that may be the header of a table that has none of reports, for a person to say what it means."""
    number = max(range(min(len(rows), HEADER_ROWS)), key=lambda n: sum(map(bool, map(str.strip, rows[n]))), default=0)
    return _completed(_read_header(number, rows[number] if rows else (), (), None))


def _read_header(number: int, row: Sequence[str], above: Sequence[str], stated: ColumnMapping | None) -> Header:
    tags = is_tag_row(row)
    names = [text.strip() for text in row[:MOST_COLUMNS]]
    if tags:
        names = [
            (above[column].strip() if column < len(above) and above[column].strip() else text)
            for column, text in enumerate(names)
        ]
    plain = [plain_header(text) for text in names]
    layout = None if tags else layout_of(frozenset(plain))
    asked = {plain_header(header): meaning for header, meaning in (stated.meanings if stated else {}).items()}
    found: list[MappedColumn] = []
    taken: set[str] = set(asked.values()) - {""}
    fields: dict[str, int] = {}
    repeated: list[str] = []
    for column, (name, word) in enumerate(zip(names, plain, strict=True)):
        meaning, how = _meaning(word, row[column], asked, layout.columns if layout else {}, tags=tags)
        again = bool(meaning) and (meaning in fields or (how != "stated" and meaning in taken))
        if again and name:
            repeated.append(name)
        if meaning and not again:
            fields[meaning] = column
        if meaning and not again:
            found.append(MappedColumn(header=name, meaning=meaning, how=how, score=100.0))
        else:
            found.append(MappedColumn(header=name, how=how if how != "name" and not meaning else ""))
    mapping = ColumnMapping(
        columns=tuple(found),
        layout=layout.name if layout else "HXL" if tags else "",
        sheet=stated.sheet if stated else "",
    )
    missing = tuple(header for header in (stated.meanings if stated else {}) if plain_header(header) not in plain)
    return Header(row=number, fields=fields, unknown={}, repeated=tuple(repeated), mapping=mapping, absent=missing)


def _meaning(
    word: str, tag: str, asked: Mapping[str, str], layout: Mapping[str, str], *, tags: bool
) -> tuple[str, str]:
    """Return the documented column that a header means, and how that is known."""
    if word in asked:
        return asked[word], "stated"
    if tags and tag.strip():
        return tag_meaning(tag), "tag"
    if word in layout:
        return layout[word], "layout"
    return FIELD_OF.get(word, "") or _nested(tag), "name"


def _nested(header: str) -> str:
    """Return the documented column of a nested field: of `location.lat` its last part, of `location.name` its first."""
    parts = [plain_header(part) for part in header.split(".")]
    if len(parts) < 2 or not all(parts):
        return ""
    wanted = parts[-2] if parts[-1] in OF_THE_OUTER else parts[-1]
    return FIELD_OF.get(wanted, "")


def _completed(header: Header) -> Header:
    """Read what remains by likeness, name the columns that are kept, and look for words of damage."""
    fields = dict(header.fields)
    columns = list(header.mapping.columns)
    for number, column in enumerate(columns):
        left = column.meaning or column.how or column.header in header.repeated
        like = None if left else _likened(column.header)
        if like and like[0] not in fields:
            fields[like[0]] = number
            columns[number] = replace(column, meaning=like[0], how="likeness", score=like[1])
    unknown: dict[str, int] = {}
    for number, column in enumerate(columns):
        if column.header and not column.meaning:
            unknown[column.header if column.header not in unknown else f"{column.header} ({number + 1})"] = number
    of_note = "note" in fields and not fields.keys() & DAMAGE_COLUMNS
    return replace(
        header,
        fields={**fields, "damage": fields["note"]} if of_note else fields,
        unknown=unknown,
        mapping=replace(header.mapping, columns=tuple(column for column in columns if column.header)),
        words_of_note=of_note,
    )


def _likened(header: str) -> tuple[str, float] | None:
    """Return the documented column whose name a header is nearly written like, and how nearly."""
    word = plain_header(header)
    if len(word) < SHORTEST_LIKE or len(word) > 60:
        return None
    best = process.extractOne(word, list(FIELD_OF), scorer=fuzz.ratio, score_cutoff=LIKENESS)
    if best is None or _digits(best[0]) != _digits(word):
        return None
    return FIELD_OF[best[0]], float(best[1])


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdigit())
