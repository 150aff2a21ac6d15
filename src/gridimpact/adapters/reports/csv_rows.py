"""Delimited text to rows: encoding and delimiter are found, not asked for."""

import csv
import io
from itertools import islice

from gridimpact.adapters.reports.columns import HEADER_ROWS
from gridimpact.adapters.reports.findings import (
    IN_FILE_ROW,
    BinaryFile,
    CellNotClosed,
    CodePageAssumed,
    UnknownEncoding,
    UnreadableCharacters,
)
from gridimpact.adapters.reports.headers import find_header
from gridimpact.adapters.reports.tables import MOST_ROWS, ReportTable, headless, limited
from gridimpact.domain.report import ColumnMapping
from gridimpact.errors import Finding, Message

DELIMITERS = ",;\t|"
_SNIFFED = 65_536
_CODE_PAGES = (("cp1251", "Windows-1251"), ("koi8-u", "KOI8-U"), ("cp866", "DOS 866"))
_COMMON = frozenset("оаинієтрвсле")
"""The most frequent letters of Ukrainian and Russian, by which a code page is told. Chosen."""
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def read_csv(data: bytes, name: str, mapping: ColumnMapping | None = None) -> ReportTable | tuple[Finding, ...]:
    """Return the rows of a delimited text, or the findings that stop it.

    Parameters
    ----------
    data : bytes
        UTF-8, UTF-16, UTF-32 with a byte order mark, Windows-1251, KOI8-U or DOS 866; comma, semicolon, tab or bar.
    name : str
        Name for findings.
    mapping : ColumnMapping, optional
        What columns are read as.
    """
    text, findings = decode(data, name)
    if text is None:
        return findings
    ranked = []
    for place, delimiter in enumerate(DELIMITERS):
        header = find_header(_split(text[:_SNIFFED], delimiter, HEADER_ROWS)[0], mapping)
        if header is not None:
            ranked.append((len(header.fields), -place, delimiter))
    if not ranked:
        widest = max(DELIMITERS, key=lambda delimiter: text[:_SNIFFED].count(delimiter))
        return headless(_split(text[:_SNIFFED], widest, HEADER_ROWS)[0], findings, name)
    rows, broken = _split(text, max(ranked)[2], MOST_ROWS + 1)
    header = find_header(rows, mapping)
    if header is None:
        return headless(rows[:HEADER_ROWS], findings, name)
    if broken:
        where = Message(IN_FILE_ROW, {"file": name, "row": len(rows) + 1})
        findings = (*findings, CellNotClosed(where=where))
    return limited(rows, header, findings, name)


def decode(data: bytes, name: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text of a file, and how it was found when it was not plainly UTF-8."""
    encoding = next((known for mark, known in _BYTE_ORDER_MARKS if data.startswith(mark)), "")
    encoding = encoding or _utf16_without_mark(data) or "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = None
    if text is not None and encoding != "utf-8":
        return text, ()
    strange = sum(data[:_SNIFFED].count(sign) for sign in (*range(9), *range(14, 32)))
    if strange > 0.01 * min(len(data), _SNIFFED):
        return None, (BinaryFile(where=name),)
    if text is not None:
        return text, ()
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    if sum(not sign.isascii() for sign in text) > 20 * broken:
        return text, (UnreadableCharacters(where=name, values={"count": broken}),)
    return _single_byte(data, name)


def _single_byte(data: bytes, name: str) -> tuple[str | None, tuple[Finding, ...]]:
    """Return the text of the Cyrillic code page in which it looks most like words, with a finding that says so."""
    found: list[tuple[float, int, str, str]] = []
    for place, (encoding, known_as) in enumerate(_CODE_PAGES):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = [sign for sign in text[:_SNIFFED].casefold() if not sign.isascii()]
        likely = sum(sign in _COMMON for sign in foreign) / max(len(foreign), 1)
        found.append((likely, -place, text, known_as))
    if not found:
        return None, (UnknownEncoding(where=name),)
    _, _, text, known_as = max(found)
    return text, (CodePageAssumed(where=name, values={"encoding": known_as}),)


def _utf16_without_mark(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without its mark, told by where the zero bytes of ASCII signs stand, or None."""
    start = data[: _SNIFFED - _SNIFFED % 2]
    zeros = start[0::2].count(0), start[1::2].count(0)
    if max(zeros) < 0.1 * len(start) / 2 or min(zeros) > 0.1 * max(zeros):
        return None
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _split(text: str, delimiter: str, most: int) -> tuple[list[list[str]], bool]:
    """Return the rows of a delimited text, and whether it broke off."""
    rows: list[list[str]] = []
    try:
        rows.extend(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), most))
    except csv.Error:
        return rows, True
    return rows, False
