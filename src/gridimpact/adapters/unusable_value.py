"""Why a value cannot be used, raised where it is read and told in the finding of whoever reads it."""

from gridimpact.errors import Message


class UnusableValue(ValueError):
    """A value that cannot be used.

    Parameters
    ----------
    template : str
        Why, in English with values in braces; marked with `N_` where it is written.
    **values
        Of the template.
    """

    def __init__(self, template: str, **values: object) -> None:
        self.message = Message(template, values)
        super().__init__(str(self.message))


def reason_of(exc: Exception) -> Message | str:
    """Return why a value cannot be used; the text of an error of Python or of a library stays as it is."""
    return exc.message if isinstance(exc, UnusableValue) else str(exc)
