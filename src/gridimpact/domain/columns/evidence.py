"""Columns of damage, reports, matches and findings."""

from gridimpact.domain.columns.column import Form, number, other, share, text
from gridimpact.i18n.translate import N_

DAMAGE = (
    text("component_id", N_("component")),
    number("expected_damaged", N_("expected number damaged"), decimals=1),
    number("assumed_damaged", N_("counted as damaged")),
    text("state", N_("damage state"), help=N_("The most probable of the five damage states")),
    number("reports", N_("reports"), help=N_("Reports that count; copies count once")),
    share(
        "conflict",
        N_("disagreement of the reports"),
        help=N_("How far the reports contradict each other: 0 % agree, 100 % opposed"),
    ),
    share("p_damaged", N_("probability of damage")),
    share("probability", N_("probability"), help=N_("Probability of any damage")),
    share("none", N_("intact")),
    share("slight", N_("slightly damaged")),
    share("moderate", N_("damaged")),
    share("extensive", N_("heavily damaged")),
    share("complete", N_("destroyed")),
    share("capacity_left_share", N_("share of capacity left")),
    other("counted", N_("counted"), Form.FLAG, help=N_("Whether the day is assessed with this damage")),
)

REPORTS = (
    text("report_id", N_("report")),
    text("report", N_("report")),
    text("outcome", N_("outcome of matching")),
    text("candidates", N_("candidates")),
    text("how", N_("matched by")),
    text("claim", N_("damage claimed")),
    text("reason", N_("reason")),
    text("place", N_("place as reported")),
    text("said", N_("place as reported")),
    text("matched", N_("component, or candidates")),
    text("meant", N_("means")),
    number("row", N_("row"), help=N_("Row of the file, as a spreadsheet counts")),
    number("event", N_("event"), help=N_("Reports of one number speak of one event (within 12 hours)")),
    other("reported_at", N_("reported"), Form.TIME),
    text(
        "grade",
        N_("grade of source and statement"),
        help=N_("Reliability A to F, credibility 1 to 6 (Admiralty system)"),
    ),
    share("share", N_("share")),
    share("weight", N_("weight of the source"), help=N_("Probability that the source speaks from knowledge")),
    share("moved", N_("change in damage probability (percentage points)"), form=Form.CHANGE),
    text("copy_of", N_("copy of which report"), help=N_("A copy counts once, with the report named here")),
    number("voices", N_("independent reports"), help=N_("Copies count once")),
    text("claims", N_("what they say")),
    other("moment", N_("when"), Form.TIME),
    text("who", N_("who")),
    other("at", N_("when"), Form.TIME),
    text("column", N_("column")),
    text("read_as", N_("read as")),
    text("read_by", N_("known by")),
    number("score", N_("likeness, up to 100")),
    text("fate", N_("what became of the rows")),
    text("example", N_("for example")),
)

FINDINGS = (
    text("where", N_("where")),
    text("what", N_("what")),
    text("ids", N_("ids")),
    text("remedy", N_("what to do")),
)
