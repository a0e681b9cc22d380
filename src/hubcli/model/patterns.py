"""The constraints on values of a dataset, and a base class for records that checks their texts.

msgspec's own `pattern` constraint is not used: version 0.22 corrupts memory for a text in a union
with a list (docs/design.md), and its messages do not say what is expected.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, ClassVar

from msgspec import Meta, Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


class TextPattern(Struct, frozen=True):
    """A regular expression for a whole text, and a description of it for error messages."""

    regex: re.Pattern[str]
    description: str


TEXT = TextPattern(re.compile(r"(?s).*\S.*"), "a text")
ID = TextPattern(
    re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "an id: lower-case words and digits joined by hyphens"
)
CITE = TextPattern(
    re.compile(r"[a-z0-9-]+(#[1-9][0-9]*)?"),
    "a citation: SOURCE#PARAGRAPH, or SOURCE for a public record",
)
WEB = TextPattern(  # control characters are excluded: a NUL cannot be passed to a browser
    re.compile(r"(https?://[^\s/\x00-\x1f\x7f-\x9f][^\s\x00-\x1f\x7f-\x9f]*)?"),
    "a web address that starts with https:// or http://",
)
DATE = TextPattern(
    re.compile(r"([0-9]{4}(-[0-9]{2}){0,2})?"), "a date: 2023, 2023-10 or 2023-10-31"
)
COUNTRY = TextPattern(re.compile(r"[A-Z]{2}"), "an ISO 3166-1 country code, as in FI")
LANGUAGE = TextPattern(re.compile(r"([a-z]{2,3})?"), "an ISO 639 language code, as in fi")
ROR = TextPattern(re.compile(r"(0[a-z0-9]{6}[0-9]{2})?"), "a ROR id, as in 040af2s02")
WIKIDATA = TextPattern(re.compile(r"(Q[1-9][0-9]*)?"), "a Wikidata id, as in Q28695")

# Ranges of numbers, described for error messages.
Latitude = Annotated[float, Meta(ge=-90, le=90, description="degrees from -90 to 90")]
Longitude = Annotated[float, Meta(ge=-180, le=180, description="degrees from -180 to 180")]
Year = Annotated[int, Meta(ge=1, le=9999, description="a year")]
ParagraphCount = Annotated[int, Meta(ge=1, le=10**6, description="a number from 1 to 1,000,000")]
_COUNT = "a number from -10^15 to 10^15"
Count = (  # the bounds exclude infinity and NaN
    Annotated[int, Meta(ge=-(10**15), le=10**15, description=_COUNT)]
    | Annotated[float, Meta(ge=-1e15, le=1e15, description=_COUNT)]
)


class InvalidText(ValueError):
    """Texts of a record that do not match their patterns; `faults` holds (field, message) pairs."""

    def __init__(self, record: ValidatedStruct) -> None:
        self.faults = [
            (field, message)
            for field, pattern in record.patterns.items()
            for message in pattern_errors(getattr(record, field), pattern)
        ]
        super().__init__("; ".join(f"{field}: {message}" for field, message in self.faults))


class ValidatedStruct(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A record that checks its texts when it is made.

    Raises InvalidText if a text does not match the pattern of its field, and ValueError if none of
    the `alternatives` is given.
    """

    patterns: ClassVar[Mapping[str, TextPattern]] = {}
    """Field → the pattern of its text, or of each text in its list."""
    alternatives: ClassVar[tuple[str, ...]] = ()
    """Fields of which at least one must be given; empty if there are no such fields."""

    def __post_init__(self) -> None:
        # Messages are made only for an invalid record: a start checks thousands of valid texts.
        for field, pattern in self.patterns.items():
            if not all(map(pattern.regex.fullmatch, _texts(getattr(self, field)))):
                raise InvalidText(self)
        if self.alternatives:  # few types have any
            message = missing_alternative(self.alternatives, lambda key: getattr(self, key))
            if message:
                raise ValueError(message)


def missing_alternative(alternatives: Sequence[str], get: Callable[[str], object]) -> str:
    """Return a message if none of the fields is given, otherwise an empty text.

    `get` returns the value of a field.
    """
    if not alternatives or any(get(key) not in (None, "") for key in alternatives):
        return ""
    names = " or ".join(f"'{key}'" for key in alternatives)
    return f"the key {names} is missing"


def pattern_errors(value: object, pattern: TextPattern) -> Iterator[str]:
    """Yield a message for each text in a field's value that does not match the pattern."""
    for text in _texts(value):
        if not pattern.regex.fullmatch(text):
            yield f"'{text}' is not {pattern.description}" if text.strip() else "the text is empty"


def _texts(value: object) -> Sequence[str]:
    """Return the texts in a field's value: the text itself, or those in a list."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, (tuple, list)):
        return [item for item in value if isinstance(item, str)]
    return ()
