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
    NotCountedKind.AMBIGUOUS: N_("not counted: location ambiguous, needs review"),
    NotCountedKind.UNMATCHED: N_("not counted: place not found"),
    NotCountedKind.NO_CLAIM: FATE_WORDS,
}
FATES = (*FATE_COUNTED.values(), FATE_BY_HAND, *FATE_BY_KIND.values(), FATE_LATER, FATE_UNREAD)
"""What becomes of a row of a report file, in the order in which it is shown."""

# The page of reports.
TABS = (N_("What counts"), N_("Match review"), N_("Columns"), N_("Findings"), N_("Weights and choices"))
AS_OF = N_("Known as of (ignores later reports)")
AS_OF_ALL = N_("Now: all reports")
EVERY_REPORT = N_("All reports and their outcome")
DOWNLOAD_REPORTS = N_("All reports with results (CSV, restricted)")

NOT_TAKEN = N_("Not accepted:")

# Match review.
REVIEW_INTRO = N_(
    "Reports whose location needs review come first. Select a row to accept the match, "
    "choose another component, split the report between several, or exclude it. Each "
    "decision is recorded with who, when and why; it can be undone, downloaded and replayed."
)
REVIEW_ALL = N_("Also show reports that need no review")
REVIEW_NONE = N_("No report needs review: every location was found or has been decided.")
REVIEW_CHOOSE = N_("Select a row to decide on its location.")
DECIDE = N_("What this report means")
ACCEPT, CORRECT, SPLIT, ASIDE = "accept", "correct", "split", "aside"
DECISIONS = {
    ACCEPT: N_("Accept the match"),
    CORRECT: N_("Another component"),
    SPLIT: N_("Split between several"),
    ASIDE: N_("Do not count"),
}
ACCEPT_BEST = N_("The best candidate: only this one will be counted.")
COMPONENT = N_("Component")
COMPONENTS = N_("Components")
SHARE_OF = N_("Share of {name}, %")
SHARES_NOT_100 = N_("The shares add up to {total} %. Less than 100 % means it may be none of these.")
WHO = N_("Who decides")
WHY = N_("Why")
SAVE_DECISION = N_("Save this decision")
SET_BY_HAND = N_("Decisions made by hand")
TAKE_BACK = N_("Undo the selected decision")
DOWNLOAD_OVERRIDES = N_("Download decisions (JSON, restricted)")
UPLOAD_OVERRIDES = N_("Apply a file of decisions")
NOTHING_BY_HAND = N_("No decisions yet.")
REPORT_FACTS = {
    "place": N_("Place as told"),
    "when": N_("Reported"),
    "source": N_("Source"),
    "says": N_("Damage"),
    "note": N_("Text"),
    "found": N_("Place"),
    "candidates": N_("Candidates"),
}

# Columns.
COLUMNS_INTRO = N_(
    "How each column of the file is read. Correct the second column where it is wrong, then "
    "read the file again. Columns that are not read stay with each report. The mapping can "
    "be downloaded and used again, here or with `gridimpact reports check --mapping`."
)
COLUMNS_UNREAD = N_("This file could not be read as it is. State what its columns mean, then read it again.")
NOT_READ = N_("(kept, not read)")
HOW_WORDS = {
    "name": N_("its name"),
    "likeness": N_("similar spelling"),
    "tag": N_("HXL tag"),
    "layout": N_("known layout"),
    "stated": N_("stated by a person"),
    "": "",
}
READ_AGAIN = N_("Read the file again")
DOWNLOAD_MAPPING = N_("Download this mapping (JSON)")
UPLOAD_MAPPING = N_("Use a mapping from a file")
TWICE = N_("Two columns are read as the same: {names}. Set all but one to “kept, not read”.")

# Weights and choices.
CHOICES_INTRO = N_(
    "How likely a source is right, by its grade (Admiralty system). The system gives an "
    "order, not numbers: all values here are our choice and can be changed."
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
PRIOR = N_("Prior probability that a named site is intact, %")
LIMIT = N_("Counted as damaged above this probability, %")
ASSESS_AGAIN = N_("Recalculate with these choices")
AS_SET_AT_FIRST = N_("Reset to defaults")
DOWNLOAD_SETTINGS = N_("Download these (JSON)")
UPLOAD_SETTINGS = N_("Use choices from a file")
SENSITIVITY = N_("Effect of these choices on the headline")
SENSITIVITY_INTRO = N_(
    "One choice is changed at a time and the whole day is calculated again. This takes a few seconds."
)
WORK_OUT = N_("Calculate the headline under other choices")

# One component.
CHOOSE_COMPONENT = N_(
    "Select a row to see what each source says, how each report changed the probability, and what was known when."
)
SIDE_BY_SIDE = N_("Sources side by side")
EVENTS = N_("Events reported")
HISTORY = N_("What was known when")
BELIEF_ROW = N_("Combined")
AGREE = N_("The reports agree.")
SOME_CONFLICT = N_("The reports differ somewhat ({share} % of the maximum conflict).")
MUCH_CONFLICT = N_("The reports contradict each other ({share} % of the maximum conflict).")


def conflict_sentence(share: float) -> str:
    """How far reports on one component disagree, in words. [0..1]"""
    if share < 0.05:
        return _(AGREE)
    return _(SOME_CONFLICT if share < 0.35 else MUCH_CONFLICT, share=number(100 * share))
