"""Messages as cells of tables: plain English for files, and the message for people."""

from typing import Self

from gridimpact.errors import Message


class EnglishText(str):
    """A message as plain English text: a cell of a table, or what a progress callback is given.

    Files and programs have the text; `message` gives it in the language of a reader.

    Parameters
    ----------
    template : str
        As of `Message`.
    **values : object
        By name.

    Examples
    --------
    >>> text = EnglishText("copy of {report}", report="N3")
    >>> text == "copy of N3", text.message.values["report"]
    (True, 'N3')
    """

    message: Message

    def __new__(cls, template: str, /, **values: object) -> Self:
        """Write the message in English."""
        message = Message(template, values)
        text = super().__new__(cls, str(message))
        text.message = message
        return text

    @classmethod
    def of(cls, message: Message) -> Self:
        """Return the text of a message."""
        return cls(message.template, **message.values)

    def __reduce__(self) -> tuple[object, tuple[Message]]:
        return EnglishText.of, (self.message,)
