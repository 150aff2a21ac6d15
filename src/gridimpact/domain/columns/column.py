"""What a column is."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from gridimpact.errors import Message
from gridimpact.i18n.messages import render
from gridimpact.i18n.translate import N_

SUFFIX_UNITS = {
    "_mw": "MW",
    "_mwh": "MWh",
    "_mva": "MVA",
    "_kv": "kV",
    "_kw": "kW",
    "_km": "km",
    "_h": "h",
    "_pu": "pu",
    "_share": "share",
}
"""Unit that the end of a name states (docs/nomenclature.md)."""

DECIMALS = {"MW": 1, "MWh": 1, "h": 2, "share": 4, "pu": 4, "people": 0, "person-hours": 0, "l": 0}
"""Digits after the point in files, by unit. Chosen: finer digits would claim an accuracy that the model does not
have."""

UNIT_SYMBOLS = {
    "MW": N_("MW"),
    "MWh": N_("MWh"),
    "MVA": N_("MVA"),
    "kV": N_("kV"),
    "kW": N_("kW"),
    "km": N_("km"),
    "h": N_("h"),
    "pu": N_("pu"),
    "l": N_("l"),
    "l/d": N_("l a day"),
    "°C": N_("°C"),
    "degree": N_("degree"),
    "days": N_("days"),
}
"""Units that stand behind a label; shares and people are named by the label itself."""

STATISTICS = {
    "mean": N_("{measure}, mean"),
    "error": N_("{measure}, standard error of the mean"),
    "p10": N_("{measure}, P10"),
    "p50": N_("{measure}, median (P50)"),
    "p90": N_("{measure}, P90"),
    "tail_mean": N_("{measure}, mean of the worst 10 %"),
}
"""Ends of the names of columns that samples give, and the label of each."""


class Form(StrEnum):
    """How the values of a column are written."""

    TEXT = "text"
    NUMBER = "number"
    PEOPLE = "people"
    """Whole in files, two digits where people read them."""
    SHARE = "share"
    """0 to 1 in files, percent where people read it."""
    CHANGE = "change"
    """Difference of two shares: percentage points where people read it."""
    FLAG = "flag"
    """Yes or no."""
    DAY = "day"
    TIME = "time"


SCHEMA_TYPES = {
    Form.TEXT: {"type": "string"},
    Form.FLAG: {"type": "boolean"},
    Form.DAY: {"type": "string", "format": "date"},
    Form.TIME: {"type": "string", "format": "date-time"},
}
"""Type of the values in JSON; all others are numbers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column, wherever it is shown.

    Attributes
    ----------
    name : str
        In files and in code; never translated.
    label : str or Message
        What it holds, in English, marked for the catalogues.
    unit : str
        Of the values in files; empty where there is none.
    help : str
        One more sentence where the label does not say enough.
    form : Form
        How values are written.
    decimals : int or None
        Digits after the point in files; None: as they come. [-]
    hxl : str
        Hashtag of the Humanitarian Exchange Language 1.1; an indicator of the column's name by default.
    """

    name: str
    label: str | Message
    unit: str = ""
    help: str = ""
    form: Form = Form.TEXT
    decimals: int | None = None
    hxl: str = field(default="")

    @property
    def hashtag(self) -> str:
        """HXL hashtag."""
        return self.hxl or f"#indicator+num+{self.name}"

    @property
    def schema(self) -> dict[str, str]:
        """Type of the values in JSON, as JSON Schema has it."""
        return SCHEMA_TYPES.get(self.form, {"type": "number"})

    @property
    def label_text(self) -> str:
        """The label in the language spoken."""
        return translated(self.label)

    @property
    def heading(self) -> str:
        """The label with its unit, in the language spoken."""
        return heading(self.label, self.unit)

    def statistics(self) -> "tuple[Column, ...]":
        """Columns of what samples tell of this one: mean, its error, P10, P50, P90 and the mean of the worst 10 %.

        Returns
        -------
        tuple of Column
            In the order of `STATISTICS`.
        """
        measure = self.label if isinstance(self.label, Message) else Message(self.label)
        return tuple(
            replace(
                self,
                name=f"{self.name}_{end}",
                label=Message(template, {"measure": measure}),
                help="",
                hxl=f"{self.hxl}+{'median' if end == 'p50' else end}" if self.hxl else "",
            )
            for end, template in STATISTICS.items()
        )


def translated(label: str | Message) -> str:
    """Return a label in the language spoken.

    Parameters
    ----------
    label : str or Message
        In English.

    Returns
    -------
    str
    """
    return render(label if isinstance(label, Message) else Message(label))


def heading(label: str | Message, unit: str = "") -> str:
    """Return a label with the unit behind it, in the language spoken.

    Parameters
    ----------
    label : str or Message
        In English.
    unit : str
        One of `UNIT_SYMBOLS` is written; others are named by the label.

    Returns
    -------
    str
        For example `demand not served (MW)`.
    """
    text = translated(label)
    if unit not in UNIT_SYMBOLS:
        return text
    return render(Message(N_("{label} ({unit})"), {"label": text, "unit": translated(UNIT_SYMBOLS[unit])}))


def text(name: str, label: str, *, help: str = "", hxl: str = "") -> Column:
    """Return a column of words or ids.

    Parameters
    ----------
    name : str
        In files and in code.
    label : str
        In English, marked for the catalogues.
    help : str
        One more sentence where the label does not say enough.
    hxl : str
        HXL hashtag; that of the name by default.

    Returns
    -------
    Column
    """
    return Column(name=name, label=label, help=help, hxl=hxl)


def number(
    name: str, label: str, unit: str = "", *, decimals: int | None = None, help: str = "", hxl: str = ""
) -> Column:
    """Return a column of numbers, with the digits of its unit unless others are given.

    Parameters
    ----------
    name : str
        In files and in code.
    label : str
        In English, marked for the catalogues.
    unit : str
        Of the values in files.
    decimals : int, optional
        Digits after the point in files; those of the unit by default. [-]
    help : str
        One more sentence where the label does not say enough.
    hxl : str
        HXL hashtag; that of the name by default.

    Returns
    -------
    Column
    """
    digits = DECIMALS.get(unit) if decimals is None else decimals
    return Column(name=name, label=label, unit=unit, help=help, form=Form.NUMBER, decimals=digits, hxl=hxl)


def people(name: str, label: str, *, unit: str = "people", help: str = "", hxl: str = "") -> Column:
    """Return a column of people, or of person-hours.

    Parameters
    ----------
    name : str
        In files and in code.
    label : str
        In English, marked for the catalogues.
    unit : str
        Of the values in files.
    help : str
        One more sentence where the label does not say enough.
    hxl : str
        HXL hashtag; that of the name by default.

    Returns
    -------
    Column
        Whole numbers.
    """
    return Column(name=name, label=label, unit=unit, help=help, form=Form.PEOPLE, decimals=0, hxl=hxl)


def share(name: str, label: str, *, help: str = "", hxl: str = "", form: Form = Form.SHARE) -> Column:
    """Return a column of shares or probabilities. [0..1]

    Parameters
    ----------
    name : str
        In files and in code.
    label : str
        In English, marked for the catalogues.
    help : str
        One more sentence where the label does not say enough.
    hxl : str
        HXL hashtag; that of the name by default.
    form : Form
        How values are written.

    Returns
    -------
    Column
        Values 0 to 1. [0..1]
    """
    return Column(name=name, label=label, unit="share", help=help, form=form, decimals=DECIMALS["share"], hxl=hxl)


def other(name: str, label: str, form: Form, *, help: str = "", hxl: str = "") -> Column:
    """Return a column of yes and no, of days or of times.

    Parameters
    ----------
    name : str
        In files and in code.
    label : str
        In English, marked for the catalogues.
    form : Form
        How values are written.
    help : str
        One more sentence where the label does not say enough.
    hxl : str
        HXL hashtag; that of the name by default.

    Returns
    -------
    Column
    """
    return Column(name=name, label=label, help=help, form=form, hxl=hxl)
