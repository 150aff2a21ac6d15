"""What the words of a place say: the name itself, kind of component, technology, voltage, region.

`ПС 750 кВ «Вінницька»` is a substation, 750 kV, named `vinnick`; `a thermal plant in Dnipropetrovsk
region` is a plant, thermal, without a name, in a region.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from gridimpact.domain.vocabulary import ComponentKind
from gridimpact.evidence.kind_words import take_kind
from gridimpact.evidence.spelling import one_script, same_spelling

_OWN_WORDS = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), meant)
    for pattern, meant in (
        ("дніпрогес|днепрог[эе]с|dniprohes|dneproges", "дніпровська гес"),
        ("за[еэ]с|znpp", "запорізька аес"),
        ("ра[еэ]с|rnpp", "рівненська аес"),
        ("ха[еэ]с|khnpp", "хмельницька аес"),
        ("ча[еэ]с|chnpp", "чорнобильська аес"),
        (r"(?:на|on the) (?:дніпр|днепр|дністр|днестр|dnipro|dnieper|dniester)[іе]?", " "),
        ("пу?а[еэ]с|юу?а[еэ]с|sunpp", "південноукраїнська аес"),
    )
)
"""One word for a site: the usual abbreviations of the large plants of the bundled grid, written out;
a river says nothing."""
_OWNERS = re.compile(
    r"\b(?:(?:пат|прат|ат|тов|нек|двп|jsc|pjsc|llc|npc)\b|dtek|дт[еэ]к|centrenergo(?: s)?|центр[еэ]нерго|donbasenergo|"
    r"донбас[еэ]нерго|zakhidenergo|захід[еэ]нерго|dniproenergo|дніпро[еэ]нерго|energoatom|енергоатом|энергоатом|"
    r"ukrenergo|укр[еэ]нерго|ukrhydroenergo|укргідроенерго|укргидроэнерго)\b"
)
"""Owners and operators, and the forms of a company: they stand beside a name and are no part of it. Chosen: the
companies of the bundled grid."""
_VOLTAGE = re.compile(
    r"\b(\d{2,3}(?:\s*/\s*\d{2,3})*)\s*-?\s*(?:kv|кв)\b"
    r"|\b((?:750|500|400|330|220|150|110)(?:/(?:330|220|150|110|35|10))*)\b"
)
_REGION = re.compile(
    r"(?:\b(?:у|в|во|на|in|of|at|near)\s+)?(?:\bthe\s+)?\b((?:[\w-]+[ -](?=frankivsk|франківськ|франковск))?[\w-]+)\s+"
    r"(?:обл\b\.?|област\w*|oblast\b|region\b|province\b)"
)
_RAION = re.compile(
    r"(?:\b(?:у|в|во|in|of|at|near)\s+)?(?:\bthe\s+)?\b([\w-]+)\s+(?:район\w*|р-н\w*|raion\b|rayon\b|district\b)"
)
_REGION_NOUN = re.compile(
    r"(?:\b(?:на|у|в|во|in)\s+)?\b((?:[\w-]+(?:щин|ччин)[аиіуоюєь]\w*|"
    r"(?:за|при)карпатт\w*|буковин\w*|волин[ьі]|тернопілл\w*))\b"
)
_PREPOSITION = re.compile(
    r"^(?:у|в|во|на|біля|поблизу|поряд з|неподалік|возле|около|вблизи|in|at|near)\s+(?:the\s+)?"
    r"(?:(?:city of|місті|городе|м|г)\.?\s+)?(.+)$"
    r"|^(?:міст[оі]|м|город[е]?|г)\b\.?\s+(.+)$|^(.+)\s+city$"
)
_LOCATIVE_ADJECTIVES = ("ькій", "цькій", "зькій", "ской", "цкой", "ньому", "ькому")
"""Endings of an adjective after a preposition: it belongs to the name of a site (на Бурштинській ТЕС)."""

_STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "and",
        "of",
        "in",
        "at",
        "near",
        "one",
        "two",
        "three",
        "several",
        "some",
        "from",
        "to",
        "for",
        "by",
        "object",
        "facility",
        "site",
        "energy",
        "power",
        "electric",
        "electrical",
        "large",
        "big",
        "та",
        "і",
        "й",
        "и",
        "або",
        "у",
        "в",
        "во",
        "на",
        "з",
        "зі",
        "із",
        "с",
        "біля",
        "м",
        "г",
        "місто",
        "місті",
        "один",
        "одна",
        "одну",
        "одній",
        "два",
        "дві",
        "двох",
        "кілька",
        "обєкт",
        "обєкта",
        "енергообєкт",
        "енергообєкта",
        "енергетики",
        "велика",
        "велику",
        "великій",
    ]
)
"""Words that are no part of a name, as they stand once apostrophes are gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """What a text says of a place.

    Attributes
    ----------
    name : str
        Proper name in the spelling of `spelling.same_spelling`; empty when only kind or region are named.
    numbers : frozenset of str
        Numbers that belong to the name (CHP-5, unit 3).
    kind : ComponentKind or None
    technologies : frozenset of str
        Groups of technology: thermal, chp, nuclear, hydro, pumped, wind, solar.
    voltages_kv : frozenset of float
        [kV]
    region : str
        Words that are said to be a region (`in X oblast`), or empty.
    near : str
        Words that may be a region or a city (`in X`), or empty; they stand in `name` too.
    """

    name: str
    numbers: frozenset[str]
    kind: ComponentKind | None
    technologies: frozenset[str]
    voltages_kv: frozenset[float]
    region: str
    near: str


@lru_cache(maxsize=65_536)
def read_place_words(text: str) -> PlaceWords:
    """Return what the words of a place say.

    Parameters
    ----------
    text : str
        Name or description in English, Ukrainian or Russian.

    Returns
    -------
    PlaceWords

    Examples
    --------
    >>> words = read_place_words("ПС 750 кВ «Вінницька»")
    >>> words.kind.value, sorted(words.voltages_kv)
    ('substation', [750.0])
    """
    words = _plain(text)
    words, voltages = _take_voltages(words)
    region, words = _take_region(words)
    words = re.sub(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])", " ", words.replace("-", " "))
    kind, technologies, words = take_kind(words)
    parts = re.findall(r"[^\W_]+", words)
    numbers = frozenset(part for part in parts if part.isdigit())
    rest = [part for part in parts if not part.isdigit()]
    near = ""
    place = _PREPOSITION.match(" ".join(rest)) if kind is not None and not region else None
    if place:
        near = next(filter(None, place.groups()))
        rest = near.split()
        near = "" if near.endswith(_LOCATIVE_ADJECTIVES) else near
    return PlaceWords(
        name=same_spelling(" ".join(part for part in rest if part not in _STOP_WORDS)),
        numbers=numbers,
        kind=kind,
        technologies=technologies,
        voltages_kv=voltages,
        region=region,
        near=near,
    )


def name_forms(text: str) -> tuple[str, ...]:
    """Return the names hidden in one text: what stands outside brackets, and what stands inside.

    Parameters
    ----------
    text : str

    Returns
    -------
    tuple of str

    Examples
    --------
    >>> name_forms("Trypilska TPP (Ukrainka)")
    ('Trypilska TPP', 'Ukrainka')
    """
    inside = tuple(re.findall(r"\(([^)]+)\)", text))
    outside = re.sub(r"\([^)]*\)", " ", text).strip()
    return tuple(form for form in (outside, *inside) if form.strip())


def _plain(text: str) -> str:
    folded = one_script(unicodedata.normalize("NFKC", text.replace("№", " ")).casefold())
    folded = re.sub(r"(?<=[a-z])['’](?=s\b)", " ", folded)
    folded = re.sub(r"['’ʼ`´‘ʹ]", "", folded)
    folded = re.sub(r"[‐‑‒–—−]", "-", folded)
    folded = re.sub(r"[«»“”„\"(),;:!?№#]", " ", folded)
    folded = _OWNERS.sub(" ", re.sub(r"\bno\.?\s*(?=\d)", " ", folded))
    for pattern, meant in _OWN_WORDS:
        folded = pattern.sub(meant, folded)
    return " ".join(folded.split())


def _take_voltages(words: str) -> tuple[str, frozenset[float]]:
    found: set[float] = set()
    for match in _VOLTAGE.finditer(words):
        found |= {float(number) for number in re.findall(r"\d+", match.group(0))}
    return _VOLTAGE.sub(" ", words), frozenset(found)


def _take_region(words: str) -> tuple[str, str]:
    """Return the words of a region, and the rest; a raion beside its region says nothing more."""
    region = ""
    for pattern in (_REGION, _REGION_NOUN, _RAION):
        match = pattern.search(words)
        if match:
            found = match.group(1) if pattern is _REGION_NOUN else match.group(0)
            region = region or re.sub(r"^(?:у|в|во|на|in|of|at|near)\s+(?:the\s+)?", "", found).strip()
            words = (words[: match.start()] + " " + words[match.end() :]).strip()
    return region, words
