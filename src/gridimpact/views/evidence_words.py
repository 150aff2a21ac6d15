"""What the pages and the terminal say about reports and beliefs; limits of words are chosen."""

FATE_BY_HAND = "counted: place set by hand"
FATE_WORDS = "not counted: no damage stated, or words not in the lexicon"
FATE_LATER = "not counted: reported after the as-of time, or equal to another row"
FATE_UNREAD = "not counted: the row could not be read, or repeats another"
FATE_COUNTED = {"exact": "counted: one component meant", "imprecise": "counted: spread over several components"}
FATE_BY_REASON = {
    "copy of": "not counted: copy of another report",
    "superseded": "not counted: superseded by a later report",
    "set aside": "not counted: set aside by hand",
    "ambiguous": "not counted: place ambiguous, for a person to settle",
    "unmatched": "not counted: place not found",
}
FATES = (*FATE_COUNTED.values(), FATE_BY_HAND, *FATE_BY_REASON.values(), FATE_WORDS, FATE_LATER, FATE_UNREAD)
"""What becomes of a row of a report file, in the order in which it is told."""

# The page of reports.
TABS = ("What counts", "Match review", "Columns", "Findings", "Weights and choices")
UPLOAD = "Your own reports, up to 20 MB: CSV, Excel, JSON, GeoJSON, KML or GeoPackage"
AS_OF = "Known at (leaves later reports aside)"
AS_OF_ALL = "Now: all reports"
EVERY_REPORT = "Every report, and what became of it"
DOWNLOAD_REPORTS = "All reports with results (CSV, restricted)"

NOT_TAKEN = "This was not taken:"

# Match review.
REVIEW_INTRO = (
    "Reports whose place a person must settle come first. Choose a row to accept what was found, to name another "
    "component, to split the report between several, or to set it aside. Decisions are kept with who, when and why; "
    "they can be taken back, downloaded and replayed."
)
REVIEW_ALL = "Show reports that need nobody, too"
REVIEW_NONE = "No report needs a decision: every place was found, or has been settled."
REVIEW_CHOOSE = "Choose a row to decide about its place."
DECIDE = "What this report means"
ACCEPT, CORRECT, SPLIT, ASIDE = "accept", "correct", "split", "aside"
DECISIONS = {
    ACCEPT: "Accept what was found",
    CORRECT: "Another component",
    SPLIT: "Split between several",
    ASIDE: "Do not count",
}
ACCEPT_BEST = "The best of the candidates: it alone will be counted."
COMPONENT = "Component"
COMPONENTS = "Components"
SHARE_OF = "Share of {name}, %"
SHARES_NOT_100 = "The shares add up to {total:.0f} %. Below 100 % means: it may also be none of these."
WHO = "Who decides"
WHY = "Why"
SAVE_DECISION = "Keep this decision"
SET_BY_HAND = "Set by hand"
TAKE_BACK = "Take back the chosen row"
DOWNLOAD_OVERRIDES = "Download decisions (JSON, restricted)"
UPLOAD_OVERRIDES = "Replay a file of decisions"
NOTHING_BY_HAND = "No decision yet."
TOLD = {
    "place": "Place as told",
    "when": "Reported",
    "source": "Source",
    "says": "Damage",
    "note": "Text",
    "found": "Place",
    "candidates": "It may be",
}

# Columns.
COLUMNS_INTRO = (
    "What each column of the file is read as. Change the second column where it is wrong, then read the file again. "
    "Columns that are not read are kept with each report. The mapping can be downloaded and used again, here or with "
    "`gridimpact reports check --mapping`."
)
COLUMNS_UNREAD = "This file could not be read as it is. Say what its columns mean, and read it again."
NOT_READ = "(kept, not read)"
HOW_WORDS = {
    "name": "its name",
    "likeness": "written like it",
    "tag": "HXL tag",
    "layout": "known layout",
    "stated": "stated by a person",
    "": "",
}
READ_AGAIN = "Read the file again"
DOWNLOAD_MAPPING = "Download this mapping (JSON)"
UPLOAD_MAPPING = "Use a mapping from a file"
TWICE = "Two columns are read as the same: {names}. Leave all but one as kept."

# Weights and choices.
CHOICES_INTRO = (
    "How sure a source is when it speaks from knowledge, by its grade (Admiralty system). The system gives an order, "
    "not numbers: all of these are chosen, and can be changed."
)
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
}
CREDIBILITY = {
    "1": "confirmed",
    "2": "probable",
    "3": "possible",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged (unconfirmed)",
}
PRIOR = "A named site is intact before anybody is believed, %"
LIMIT = "Counts as damaged above this probability, %"
ASSESS_AGAIN = "Assess with these"
AS_SET_AT_FIRST = "Back to the first values"
DOWNLOAD_SETTINGS = "Download these (JSON)"
UPLOAD_SETTINGS = "Use choices from a file"
SENSITIVITY = "What the choices do to the headline"
SENSITIVITY_INTRO = "One choice is changed at a time and the whole day worked out again. This takes some seconds."
WORK_OUT = "Work out the headline under other choices"

# One component.
CHOOSE_COMPONENT = "Choose a row to see who says what of it, what each report moved, and what was known when."
SIDE_BY_SIDE = "Sources side by side"
EVENTS = "Events they speak of"
HISTORY = "What was known when"
BELIEF_ROW = "All together"
AGREE = "The reports agree."
SOME_CONFLICT = "The reports differ somewhat ({share:.0f} % of the greatest conflict)."
MUCH_CONFLICT = "The reports contradict each other ({share:.0f} % of the greatest conflict)."


def conflict_sentence(share: float) -> str:
    """How far reports on one component disagree, in words. [0..1]"""
    if share < 0.05:
        return AGREE
    return (SOME_CONFLICT if share < 0.35 else MUCH_CONFLICT).format(share=100 * share)
