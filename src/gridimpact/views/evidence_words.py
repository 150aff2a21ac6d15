"""What the pages and the terminal say about reports and beliefs; said when it is shown. Limits of words are chosen."""

from gridimpact.i18n.translate import mark, number, say

FATE_BY_HAND = mark("counted: place set by hand")
FATE_WORDS = mark("not counted: no damage stated, or words not in the lexicon")
FATE_LATER = mark("not counted: reported after the as-of time, or equal to another row")
FATE_UNREAD = mark("not counted: the row could not be read, or repeats another")
FATE_COUNTED = {
    "exact": mark("counted: one component meant"),
    "imprecise": mark("counted: spread over several components"),
}
FATE_BY_REASON = {
    "copy of": mark("not counted: copy of another report"),
    "superseded": mark("not counted: superseded by a later report"),
    "set aside": mark("not counted: set aside by hand"),
    "ambiguous": mark("not counted: place ambiguous, for a person to settle"),
    "unmatched": mark("not counted: place not found"),
}
FATES = (*FATE_COUNTED.values(), FATE_BY_HAND, *FATE_BY_REASON.values(), FATE_WORDS, FATE_LATER, FATE_UNREAD)
"""What becomes of a row of a report file, in the order in which it is told."""

# The page of reports.
TABS = (mark("What counts"), mark("Match review"), mark("Columns"), mark("Findings"), mark("Weights and choices"))
UPLOAD = mark("Your own reports, up to 20 MB: CSV, Excel, JSON, GeoJSON, KML or GeoPackage")
AS_OF = mark("Known at (leaves later reports aside)")
AS_OF_ALL = mark("Now: all reports")
EVERY_REPORT = mark("Every report, and what became of it")
DOWNLOAD_REPORTS = mark("All reports with results (CSV, restricted)")

NOT_TAKEN = mark("This was not taken:")

# Match review.
REVIEW_INTRO = mark(
    "Reports whose place a person must settle come first. Choose a row to accept what was found, to name another "
    "component, to split the report between several, or to set it aside. Decisions are kept with who, when and why; "
    "they can be taken back, downloaded and replayed."
)
REVIEW_ALL = mark("Show reports that need nobody, too")
REVIEW_NONE = mark("No report needs a decision: every place was found, or has been settled.")
REVIEW_CHOOSE = mark("Choose a row to decide about its place.")
DECIDE = mark("What this report means")
ACCEPT, CORRECT, SPLIT, ASIDE = "accept", "correct", "split", "aside"
DECISIONS = {
    ACCEPT: mark("Accept what was found"),
    CORRECT: mark("Another component"),
    SPLIT: mark("Split between several"),
    ASIDE: mark("Do not count"),
}
ACCEPT_BEST = mark("The best of the candidates: it alone will be counted.")
COMPONENT = mark("Component")
COMPONENTS = mark("Components")
SHARE_OF = mark("Share of {name}, %")
SHARES_NOT_100 = mark("The shares add up to {total} %. Below 100 % means: it may also be none of these.")
WHO = mark("Who decides")
WHY = mark("Why")
SAVE_DECISION = mark("Keep this decision")
SET_BY_HAND = mark("Set by hand")
TAKE_BACK = mark("Take back the chosen row")
DOWNLOAD_OVERRIDES = mark("Download decisions (JSON, restricted)")
UPLOAD_OVERRIDES = mark("Replay a file of decisions")
NOTHING_BY_HAND = mark("No decision yet.")
TOLD = {
    "place": mark("Place as told"),
    "when": mark("Reported"),
    "source": mark("Source"),
    "says": mark("Damage"),
    "note": mark("Text"),
    "found": mark("Place"),
    "candidates": mark("It may be"),
}

# Columns.
COLUMNS_INTRO = mark(
    "What each column of the file is read as. Change the second column where it is wrong, then read the file again. "
    "Columns that are not read are kept with each report. The mapping can be downloaded and used again, here or with "
    "`gridimpact reports check --mapping`."
)
COLUMNS_UNREAD = mark("This file could not be read as it is. Say what its columns mean, and read it again.")
NOT_READ = mark("(kept, not read)")
HOW_WORDS = {
    "name": mark("its name"),
    "likeness": mark("written like it"),
    "tag": mark("HXL tag"),
    "layout": mark("known layout"),
    "stated": mark("stated by a person"),
    "": "",
}
READ_AGAIN = mark("Read the file again")
DOWNLOAD_MAPPING = mark("Download this mapping (JSON)")
UPLOAD_MAPPING = mark("Use a mapping from a file")
TWICE = mark("Two columns are read as the same: {names}. Leave all but one as kept.")

# Weights and choices.
CHOICES_INTRO = mark(
    "How sure a source is when it speaks from knowledge, by its grade (Admiralty system). The system gives an order, "
    "not numbers: all of these are chosen, and can be changed."
)
RELIABILITY = {
    "A": mark("completely reliable"),
    "B": mark("usually reliable"),
    "C": mark("fairly reliable"),
    "D": mark("not usually reliable"),
    "E": mark("unreliable"),
    "F": mark("cannot be judged"),
}
CREDIBILITY = {
    "1": mark("confirmed"),
    "2": mark("probable"),
    "3": mark("possible"),
    "4": mark("doubtful"),
    "5": mark("improbable"),
    "6": mark("cannot be judged (unconfirmed)"),
}
PRIOR = mark("A named site is intact before anybody is believed, %")
LIMIT = mark("Counts as damaged above this probability, %")
ASSESS_AGAIN = mark("Assess with these")
AS_SET_AT_FIRST = mark("Back to the first values")
DOWNLOAD_SETTINGS = mark("Download these (JSON)")
UPLOAD_SETTINGS = mark("Use choices from a file")
SENSITIVITY = mark("What the choices do to the headline")
SENSITIVITY_INTRO = mark("One choice is changed at a time and the whole day worked out again. This takes some seconds.")
WORK_OUT = mark("Work out the headline under other choices")

# One component.
CHOOSE_COMPONENT = mark("Choose a row to see who says what of it, what each report moved, and what was known when.")
SIDE_BY_SIDE = mark("Sources side by side")
EVENTS = mark("Events they speak of")
HISTORY = mark("What was known when")
BELIEF_ROW = mark("All together")
AGREE = mark("The reports agree.")
SOME_CONFLICT = mark("The reports differ somewhat ({share} % of the greatest conflict).")
MUCH_CONFLICT = mark("The reports contradict each other ({share} % of the greatest conflict).")


def conflict_sentence(share: float) -> str:
    """How far reports on one component disagree, in words. [0..1]"""
    if share < 0.05:
        return say(AGREE)
    return say(SOME_CONFLICT if share < 0.35 else MUCH_CONFLICT, share=number(100 * share))
