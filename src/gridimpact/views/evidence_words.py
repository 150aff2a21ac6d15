"""What the pages and the terminal say about reports and beliefs; said when it is shown. Limits of words are chosen."""

from gridimpact.domain.damage import NotCountedKind
from gridimpact.i18n.translate import N_, _, number

FATE_BY_HAND = N_("counted: place set by hand")
FATE_WORDS = N_("not counted: no damage stated, or words not in the lexicon")
FATE_LATER = N_("not counted: reported after the as-of time, or equal to another row")
FATE_UNREAD = N_("not counted: the row could not be read, or repeats another")
FATE_COUNTED = {
    "exact": N_("counted: one component meant"),
    "imprecise": N_("counted: spread over several components"),
}
FATE_BY_KIND = {
    NotCountedKind.COPY: N_("not counted: copy of another report"),
    NotCountedKind.SUPERSEDED: N_("not counted: superseded by a later report"),
    NotCountedKind.SET_ASIDE: N_("not counted: set aside by hand"),
    NotCountedKind.AMBIGUOUS: N_("not counted: place ambiguous, for a person to settle"),
    NotCountedKind.UNMATCHED: N_("not counted: place not found"),
    NotCountedKind.NO_CLAIM: FATE_WORDS,
}
FATES = (*FATE_COUNTED.values(), FATE_BY_HAND, *FATE_BY_KIND.values(), FATE_LATER, FATE_UNREAD)
"""What becomes of a row of a report file, in the order in which it is shown."""

# The page of reports.
TABS = (N_("What counts"), N_("Match review"), N_("Columns"), N_("Findings"), N_("Weights and choices"))
UPLOAD = N_("Your own reports, up to 20 MB: CSV, Excel, JSON, GeoJSON, KML or GeoPackage")
AS_OF = N_("Known at (leaves later reports aside)")
AS_OF_ALL = N_("Now: all reports")
EVERY_REPORT = N_("Every report, and what became of it")
DOWNLOAD_REPORTS = N_("All reports with results (CSV, restricted)")

NOT_TAKEN = N_("This was not taken:")

# Match review.
REVIEW_INTRO = N_(
    "Reports whose place a person must settle come first. Choose a row to accept what was found, to name another "
    "component, to split the report between several, or to set it aside. Decisions are kept with who, when and why; "
    "they can be taken back, downloaded and replayed."
)
REVIEW_ALL = N_("Show reports that need nobody, too")
REVIEW_NONE = N_("No report needs a decision: every place was found, or has been settled.")
REVIEW_CHOOSE = N_("Choose a row to decide about its place.")
DECIDE = N_("What this report means")
ACCEPT, CORRECT, SPLIT, ASIDE = "accept", "correct", "split", "aside"
DECISIONS = {
    ACCEPT: N_("Accept what was found"),
    CORRECT: N_("Another component"),
    SPLIT: N_("Split between several"),
    ASIDE: N_("Do not count"),
}
ACCEPT_BEST = N_("The best of the candidates: it alone will be counted.")
COMPONENT = N_("Component")
COMPONENTS = N_("Components")
SHARE_OF = N_("Share of {name}, %")
SHARES_NOT_100 = N_("The shares add up to {total} %. Below 100 % means: it may also be none of these.")
WHO = N_("Who decides")
WHY = N_("Why")
SAVE_DECISION = N_("Keep this decision")
SET_BY_HAND = N_("Set by hand")
TAKE_BACK = N_("Take back the chosen row")
DOWNLOAD_OVERRIDES = N_("Download decisions (JSON, restricted)")
UPLOAD_OVERRIDES = N_("Replay a file of decisions")
NOTHING_BY_HAND = N_("No decision yet.")
REPORT_FACTS = {
    "place": N_("Place as told"),
    "when": N_("Reported"),
    "source": N_("Source"),
    "says": N_("Damage"),
    "note": N_("Text"),
    "found": N_("Place"),
    "candidates": N_("It may be"),
}

# Columns.
COLUMNS_INTRO = N_(
    "What each column of the file is read as. Change the second column where it is wrong, then read the file again. "
    "Columns that are not read are kept with each report. The mapping can be downloaded and used again, here or with "
    "`gridimpact reports check --mapping`."
)
COLUMNS_UNREAD = N_("This file could not be read as it is. Say what its columns mean, and read it again.")
NOT_READ = N_("(kept, not read)")
HOW_WORDS = {
    "name": N_("its name"),
    "likeness": N_("written like it"),
    "tag": N_("HXL tag"),
    "layout": N_("known layout"),
    "stated": N_("stated by a person"),
    "": "",
}
READ_AGAIN = N_("Read the file again")
DOWNLOAD_MAPPING = N_("Download this mapping (JSON)")
UPLOAD_MAPPING = N_("Use a mapping from a file")
TWICE = N_("Two columns are read as the same: {names}. Leave all but one as kept.")

# Weights and choices.
CHOICES_INTRO = N_(
    "How sure a source is when it speaks from knowledge, by its grade (Admiralty system). The system gives an order, "
    "not numbers: all of these are chosen, and can be changed."
)
RELIABILITY = {
    "A": N_("completely reliable"),
    "B": N_("usually reliable"),
    "C": N_("fairly reliable"),
    "D": N_("not usually reliable"),
    "E": N_("unreliable"),
    "F": N_("cannot be judged"),
}
CREDIBILITY = {
    "1": N_("confirmed"),
    "2": N_("probable"),
    "3": N_("possible"),
    "4": N_("doubtful"),
    "5": N_("improbable"),
    "6": N_("cannot be judged (unconfirmed)"),
}
PRIOR = N_("A named site is intact before anybody is believed, %")
LIMIT = N_("Counts as damaged above this probability, %")
ASSESS_AGAIN = N_("Assess with these")
AS_SET_AT_FIRST = N_("Back to the first values")
DOWNLOAD_SETTINGS = N_("Download these (JSON)")
UPLOAD_SETTINGS = N_("Use choices from a file")
SENSITIVITY = N_("What the choices do to the headline")
SENSITIVITY_INTRO = N_("One choice is changed at a time and the whole day worked out again. This takes some seconds.")
WORK_OUT = N_("Work out the headline under other choices")

# One component.
CHOOSE_COMPONENT = N_("Choose a row to see who says what of it, what each report moved, and what was known when.")
SIDE_BY_SIDE = N_("Sources side by side")
EVENTS = N_("Events they speak of")
HISTORY = N_("What was known when")
BELIEF_ROW = N_("All together")
AGREE = N_("The reports agree.")
SOME_CONFLICT = N_("The reports differ somewhat ({share} % of the greatest conflict).")
MUCH_CONFLICT = N_("The reports contradict each other ({share} % of the greatest conflict).")


def conflict_sentence(share: float) -> str:
    """How far reports on one component disagree, in words. [0..1]"""
    if share < 0.05:
        return _(AGREE)
    return _(SOME_CONFLICT if share < 0.35 else MUCH_CONFLICT, share=number(100 * share))
