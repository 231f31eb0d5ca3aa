"""Every sentence Kith says to a person when something cannot be done.

The message says what to do next; screens and the command line show ``str(error)`` unchanged.
"""


class KithError(Exception):
    """Base of all errors meant to be read by a person.

    Subclasses set ``sentence``, a format string filled from the keyword arguments.
    """

    sentence = "Something went wrong. Nothing has been changed."

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.sentence.format(**facts))


class BadInputError(KithError):
    """What was given cannot be used; the command line ends with status 2."""


class NotAllowedError(KithError):
    """The person signed in may not do this."""

    sentence = "You are not allowed to {doing}. Ask {whom} to do it or to give you the role."


class NotFoundError(BadInputError):
    """The thing asked for is not in the store."""

    sentence = "There is no {what} here with that address. It may have been removed."


class ChangedMeanwhileError(KithError):
    """A save carried an older version than the store holds."""

    sentence = (
        "Someone else changed this while you were writing. Both texts are kept; choose which one stays."
    )


class ReasonNeededError(KithError):
    """A colleague's record is opened only with a reason, which is written down."""

    sentence = "This is {worker}'s record. Say why you need to open it; your reason is kept."
