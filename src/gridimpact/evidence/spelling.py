"""One spelling for names written in English, Ukrainian or Russian.

Letters go to Latin by the Ukrainian official table; then the spellings that differ between
languages and habits (Kyiv and Kiev, Kharkiv and Kharkov, -ska, -skoi and -skii) are made equal.
What comes out is only for comparing; nobody is shown it.
"""

import re
import unicodedata
from functools import lru_cache

LETTERS: dict[str, str] = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z", "и": "y",
    "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "ю": "iu",
    "я": "ia", "ё": "e", "ы": "y", "э": "e", "ъ": "",
}  # fmt: skip
"""Letter by letter. Source: resolution No. 55 of the Cabinet of Ministers of Ukraine, 27 January 2010
(forms inside a word); the last four letters are Russian and chosen to meet the Ukrainian forms."""

_SAME_SOUND: tuple[tuple[str, str], ...] = (
    ("dzh", "dj"), ("shch", "sh"), ("kh", "h"), ("ts", "c"), ("tz", "c"), ("y", "i"), ("j", "i"), ("w", "v"),
    ("g", "h"),
)  # fmt: skip
"""Spellings of one sound, most special first. Chosen."""

RUSSIAN_FORMS: tuple[tuple[str, str], ...] = (
    ("kiev", "kiv"), ("harkov", "harkiv"), ("lvov", "lviv"), ("nikolaev", "mikolaiv"),
    ("chernihov", "chernihiv"), ("chernobil", "chornobil"), ("dnepr", "dnipr"), ("prednepr", "pridnipr"),
    ("dnestr", "dnistr"), ("zaporozh", "zaporizh"), ("zaporizhsk", "zaporizk"), ("krivoi", "krivi"),
    (" roh", " rih"), ("krivorozhsk", "krivorizk"), ("kremenchuh", "kremenchuk"), ("rovno", "rivne"),
    ("rovensk", "rivnensk"), ("ternopol", "ternopil"), ("tripol", "tripil"), ("zmiev", "zmiv"),
    ("zmiiv", "zmiv"), ("zmeev", "zmiv"), ("kanev", "kaniv"), ("dobrotvorsk", "dobrotvirsk"),
    ("uhlehorsk", "vuhlehirsk"),
    ("belaia cerkov", "bila cerkv"), ("belocerkovsk", "bilocerkivsk"), ("iuzhno", "pivdeno"),
    ("severno", "pivnichno"), ("zapadno", "zahidno"), ("severnaia", "pivnichna"), ("iuzhnaia", "pivdena"),
    ("zapadnaia", "zahidna"), ("vostochnaia", "shidna"), ("kamenec", "kamianec"), ("podolsk", "podilsk"),
    ("kazatin", "koziatin"), ("nezhin", "nizhin"),
)  # fmt: skip
"""Russian and older English roots and the Ukrainian ones they stand for, both in the spelling of this
module. Chosen: forms seen in reports about the bundled grid; roots not listed still match by likeness."""

_ADJECTIVE = re.compile(r"^(.{2,}[scz]k)[aeiouhm]{1,4}$")
_NOUN = re.compile(r"^(.{3,}?)[aeiou]+$")


_LATIN_LIKE = str.maketrans("aeiopcxykmhtb", "аеіорсхукмнтв")
_CYRILLIC_LIKE = str.maketrans("аеіорсхукмнтв", "aeiopcxykmhtb")
_MIXED = re.compile(r"[^\W\d_]*(?:[a-z][а-яґєії]|[а-яґєії][a-z])[^\W\d_]*")


def one_script(text: str) -> str:
    """Return lower-case text in which no word mixes Latin and Cyrillic letters of the same shape.

    `Бурштинcька` typed with a Latin c becomes Cyrillic, `Вurshtyn` typed with a Cyrillic В Latin; a word whose letters
    all have a twin (`ТEC`) becomes Cyrillic, and one that cannot be written in one script stays as it is.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """

    def mended(match: "re.Match[str]") -> str:
        word = match.group(0)
        cyrillic, latin_only = word.translate(_LATIN_LIKE), word.translate(_CYRILLIC_LIKE)
        if not re.search(r"[a-z]", cyrillic):
            return cyrillic
        return latin_only if latin_only.isascii() else word

    return _MIXED.sub(mended, text)


@lru_cache(maxsize=65_536)
def latin(text: str) -> str:
    """Return lower-case Latin letters, digits and blanks; other signs become blanks.

    Parameters
    ----------
    text : str
        In any script and case.

    Returns
    -------
    str

    Notes
    -----
    Letters by resolution No. 55 of the Cabinet of Ministers of Ukraine, 27 January 2010 (`LETTERS`).

    Examples
    --------
    >>> latin("Харків")
    'kharkiv'
    """
    folded = one_script(unicodedata.normalize("NFKC", text).casefold())
    folded = re.sub(r"['’ʼ`´‘ʹ]", "", folded)
    letters = "".join(LETTERS.get(sign, sign) for sign in folded)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", letters) if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())


@lru_cache(maxsize=65_536)
def same_spelling(text: str) -> str:
    """Return one spelling for a name, with endings cut.

    Parameters
    ----------
    text : str
        Name in any script; `Бурштинської`, `Burshtynska` and `Бурштынская` give the same.

    Returns
    -------
    str
        Only for comparing.

    Examples
    --------
    >>> same_spelling("Бурштинської") == same_spelling("Burshtynska") == same_spelling("Бурштынская")
    True
    """
    word = latin(text)
    for old, new in _SAME_SOUND:
        word = word.replace(old, new)
    word = re.sub(r"([a-z])\1+", r"\1", word)
    for old, new in RUSSIAN_FORMS:
        word = word.replace(old, new)
    return " ".join(_stem(part) for part in re.sub(r"([a-z])\1+", r"\1", word).split())


def without_adjective(name: str) -> str:
    """Return a name in the spelling of `same_spelling` with adjectives cut back: `poltavsk` gives `poltav`.

    Parameters
    ----------
    name : str
        In the spelling of `same_spelling`.

    Returns
    -------
    str
    """
    return " ".join(part[:-2] if len(part) > 4 and part.endswith("sk") else part for part in name.split())


def _stem(word: str) -> str:
    """Cut the endings of adjectives in -sk-, -ck- or -zk- and of nouns, as Ukrainian and Russian decline them."""
    adjective = _ADJECTIVE.match(word)
    if adjective:
        return adjective.group(1)
    noun = _NOUN.match(word)
    return noun.group(1) if noun else word
