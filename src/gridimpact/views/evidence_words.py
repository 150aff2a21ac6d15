"""What the pages and the terminal say about reports and beliefs."""

FATE_BY_HAND = "counted: place set by hand"
FATE_WORDS = "not counted: no damage stated, or in words that the lexicon does not know"
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
