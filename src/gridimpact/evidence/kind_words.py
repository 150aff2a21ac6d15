"""Words for kinds of component and for technologies, in English, Ukrainian and Russian."""

import re

from gridimpact.domain.vocabulary import ComponentKind

KIND_WORDS: tuple[tuple[str, ComponentKind, str], ...] = (
    (
        r"вру|врп|ору|орп|розподільч\w+ пристр\w+|распределительн\w+ устройств\w+|switchyards?|switchgear",
        ComponentKind.SUBSTATION,
        "",
    ),
    (
        (
            r"(?:трансформаторн\w+ )?(?:(?:електро)?підстанці\w*|(?:электро)?подстанци\w*)|п/ст|п/с|пс|"
            r"(?:(?:transformer|electrical|power|transmission|high voltage) )?sub ?stations?|s/s|ss"
        ),
        ComponentKind.SUBSTATION,
        "",
    ),
    (
        (
            r"га[еэ]с|haes|pspp|psp|гідроакумулю\w+ (?:електро)?станці\w*|"
            r"pumped storage(?: hydro)?(?: power)?(?: plants?| stations?)?"
        ),
        ComponentKind.PLANT,
        "pumped",
    ),
    (
        (
            r"т[еэ]ц|tets|tec|chpp?s?(?: plants?)?|тепло[еэ]лектроцентрал\w*|"
            r"combined heat and power(?: plants?)?|cogeneration(?: plants?)?"
        ),
        ComponentKind.PLANT,
        "chp",
    ),
    (
        (
            r"а[еэ]с|aes|npps?|nuclear(?: power)?(?: plants?| stations?)?|атомн\w+ (?:електро|"
            r"электро)?станц\w*"
        ),
        ComponentKind.PLANT,
        "nuclear",
    ),
    (
        (
            r"г[еэ]с|hes|hpps?|hydro(?:electric|power)?(?: power)?(?: plants?| stations?)|"
            r"гідроелектростанці\w*|гидроэлектростанци\w*"
        ),
        ComponentKind.PLANT,
        "hydro",
    ),
    (
        (
            r"т[еэ]с|tes|tpps?|thermal(?: power)?(?: plants?| stations?)|"
            r"coal(?: fired)?(?: power)?(?: plants?| stations?)|теплов\w+ (?:електро|электро)?станц\w*|"
            r"теплоелектростанці\w*|теплоэлектростанци\w*"
        ),
        ComponentKind.PLANT,
        "thermal",
    ),
    (
        (
            r"в[еэ]с|ves|wpps?|wind (?:farms?|parks?|power plants?|plants?)|(?:вітр|ветр)\w+ (?:[еэ]лектро)?(?:станц|"
            r"парк)\w*"
        ),
        ComponentKind.PLANT,
        "wind",
    ),
    (
        r"с[еэ]с|ses|spps?|solar (?:farms?|parks?|power plants?|plants?)|(?:сонячн|солнечн)\w+ (?:[еэ]лектро)?станц\w*",
        ComponentKind.PLANT,
        "solar",
    ),
    (
        r"(?:енерго|энерго)блок\w*|блок\w*|(?:гідро|гидро)агрегат\w*|(?:power |generating )?units?",
        ComponentKind.UNIT,
        "",
    ),
    (r"(?:авто)?трансформатор\w*|(?:auto)?transformers?", ComponentKind.TRANSFORMER, ""),
    (
        r"interconnect(?:ors?|ions?)|міждержавн\w+ ліні\w*|межгосударственн\w+ лини\w*",
        ComponentKind.INTERCONNECTOR,
        "",
    ),
    (
        r"(?:повітрян\w+ )?ліні\w*|лини\w*|леп|лэп|пл|вл|(?:transmission |overhead |power )?lines?|ohl",
        ComponentKind.LINE,
        "",
    ),
    (
        (
            r"електростанці\w*|электростанци\w*|(?:power|generating|energy) (?:plants?|stations?)|plants?|"
            r"power station"
        ),
        ComponentKind.PLANT,
        "",
    ),
)
"""Pattern, kind and technology group, most special first. Chosen from the words in use."""

_KINDS = tuple((re.compile(rf"\b(?:{pattern})\b"), kind, group) for pattern, kind, group in KIND_WORDS)
_KIND_ORDER = (
    ComponentKind.SUBSTATION,
    ComponentKind.UNIT,
    ComponentKind.TRANSFORMER,
    ComponentKind.INTERCONNECTOR,
    ComponentKind.LINE,
    ComponentKind.PLANT,
)
"""The kind that is meant when several are named: the switchyard of a plant is a substation."""


def take_kind(words: str) -> tuple[ComponentKind | None, frozenset[str], str]:
    """Return the kind and the groups of technology that words name, and the words without them.

    Parameters
    ----------
    words : str
        Lower case, without signs and hyphens.

    Returns
    -------
    kind : ComponentKind or None
        The kind that is meant when several are named.
    technologies : frozenset of str
        Groups of technology.
    rest : str
        The words that are left.
    """
    kinds: set[ComponentKind] = set()
    technologies: set[str] = set()
    for pattern, kind, group in _KINDS:
        if pattern.search(words):
            kinds.add(kind)
            technologies |= {group} - {""}
            words = pattern.sub(" ", words)
    chosen = next((kind for kind in _KIND_ORDER if kind in kinds), None)
    return chosen, frozenset(technologies), " ".join(words.split())


def technology_group(technology: str) -> str:
    """Return the group that a grid's technology belongs to.

    Parameters
    ----------
    technology : str
        As the grid has it, for example `coal_chp`.

    Returns
    -------
    str
        `pumped`, `nuclear`, `hydro`, `wind`, `solar`, `chp`, `thermal`, or empty.
    """
    word = technology.casefold()
    for part, group in (
        ("pump", "pumped"),
        ("nuclear", "nuclear"),
        ("hydro", "hydro"),
        ("wind", "wind"),
        ("solar", "solar"),
        ("chp", "chp"),
        ("cogen", "chp"),
        ("coal", "thermal"),
        ("gas", "thermal"),
        ("oil", "thermal"),
        ("thermal", "thermal"),
        ("ccgt", "thermal"),
    ):
        if part in word:
            return group
    return ""
