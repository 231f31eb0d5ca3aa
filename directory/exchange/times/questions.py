"""What to ask when times as typed leave something open: one sentence to the person who typed them."""

from directory.errors import KithError


class UnclearTimesError(KithError):
    """The words can mean more than one thing; ``str`` is the question to ask."""

    sentence = "When exactly is it on? “{words}” can mean more than one thing."


class NoTimesError(UnclearTimesError):
    """Neither a day nor an hour was found."""

    sentence = "On which days and at what times is it on?"


class NoDayError(UnclearTimesError):
    """Hours without a day."""

    sentence = "On which days is it on at “{words}”?"


class NoHoursError(UnclearTimesError):
    """A day without hours."""

    sentence = "At what time does it start and finish on “{words}”?"


class NoEndError(UnclearTimesError):
    """A start without an end."""

    sentence = "It starts at “{words}”: at what time does it finish?"


class WhichHoursError(UnclearTimesError):
    """Both halves of the day make sense, or neither does."""

    sentence = "Which hours of the day are meant by “{words}”? Please add am or pm."


class WhichOfMonthError(UnclearTimesError):
    """Once a month, on a day that is not said."""

    sentence = "Which one in the month is it on: the first, second, third, fourth or last?"


class WhichWeekError(UnclearTimesError):
    """Every other week, counted from an unknown week."""

    sentence = "It is not on every week: on which date is it on next?"


class NthOrOtherError(UnclearTimesError):
    """As in "every 2nd Tuesday"."""

    sentence = "Is “{words}” counted within each month, or is it every other week?"


class WhoseHoursError(UnclearTimesError):
    """Days and hours that do not come in pairs."""

    sentence = "Which times belong to which days? Please write each day with its times."


class OpenOrClosedError(UnclearTimesError):
    """The same day is said to be open and closed."""

    sentence = "Is it on or not on at “{words}”? Both can be read there."


class WhichYearError(UnclearTimesError):
    """A date that lacks its year or does not fall on its weekday."""

    sentence = "Is “{words}” a single day, and in which year?"


class WhichSeasonError(UnclearTimesError):
    """A season beside several times."""

    sentence = "Which of the times are meant by “{words}”?"
