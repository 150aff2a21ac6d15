"""Columns of figures, studies, assumptions, scenarios, grids and the AC check."""

from gridimpact.domain.columns.column import Form, number, other, share, text
from gridimpact.i18n.translate import N_

FIGURES = (
    text("figure", N_("figure")),
    number("value", N_("value")),
    number("baseline", N_("without the damage")),
    number("caused", N_("caused by the damage")),
    text("note", N_("note")),
    text("text", N_("text")),
)

COMPARISONS = (
    text("scenario", N_("answer")),
    number("difference", N_("mean difference")),
    other(
        "distinguishable",
        N_("more than luck"),
        Form.FLAG,
        help=N_("The mean difference exceeds two standard errors"),
    ),
    number("narrowing", N_("narrows the range by")),
    share("narrowing_share", N_("narrows the range by the share")),
    other("worthwhile", N_("worth a call"), Form.FLAG, help=N_("The narrowing exceeds two standard errors")),
    text("choice", N_("choice")),
    number("differing", N_("components in another state than as set")),
)

ADEQUACY = (
    share("lolp", N_("share of time with lost load")),
    number("lole_h", N_("time with lost load"), "h"),
    number("edns_mw", N_("mean demand not served"), "MW"),
    number("eens_mwh", N_("expected energy not served"), "MWh"),
)

ASSUMPTIONS = (
    text("title", N_("what it is")),
    text("default", N_("default")),
    text("basis", N_("source or reason (in English)")),
)

SCENARIOS = (
    text("changed", N_("last changed")),
    number("revision", N_("revision")),
    text("author", N_("who saved it")),
    text("grid", N_("grid")),
    text("version", N_("program version")),
    text("key", N_("id")),
)

GRIDS = (
    text("table", N_("table")),
    number("rows", N_("rows")),
    number("in_service", N_("in service")),
    text("season", N_("season")),
    number("peak_demand_mw", N_("highest demand"), "MW"),
    text("title_en", N_("title")),
    text("title_uk", N_("title")),
)

AC_ISLANDS = (
    number("island", N_("part of the grid")),
    number("buses", N_("buses")),
    number("load_mw", N_("load"), "MW"),
    other("converged", N_("solved"), Form.FLAG),
    text("method", N_("method")),
    number("v_min_pu", N_("lowest voltage"), "pu"),
    number("v_max_pu", N_("highest voltage"), "pu"),
    share("loading", N_("highest loading")),
    number("losses_mw", N_("losses"), "MW"),
)
