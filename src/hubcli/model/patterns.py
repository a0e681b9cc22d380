"""What a text of a dataset must look like, and the words for one that does not: ids, citations, dates, addresses.

The validation library's own `pattern` constraint is not used: in version 0.22 it corrupts memory for a text in a union
with a list (docs/design.md), and it cannot say what is wanted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, NamedTuple

from msgspec import Struct


class TextPattern(NamedTuple):
    """What a text must look like, and the words for it when it does not."""

    pattern: re.Pattern[str]
    description: str


TEXT = TextPattern(re.compile(r"(?s).*\S.*"), "a text")
ID = TextPattern(
    re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), "an id: lower-case words and digits joined by hyphens"
)
CITE = TextPattern(
    re.compile(r"[a-z0-9-]+(#[1-9][0-9]*)?"),
    "a citation: SOURCE#PARAGRAPH, or SOURCE for a public record",
)
WEB = TextPattern(  # and no control characters: a NUL cannot be handed to a browser
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


class InvalidText(ValueError):
    """Texts of a record that do not have their form, each as (field, message)."""

    def __init__(self, faults: list[tuple[str, str]]) -> None:
        super().__init__("; ".join(f"{field}: {message}" for field, message in faults))
        self.faults = faults


class ValidatedStruct(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A record whose texts have forms. Raises Malformed when made with one that does not."""

    forms: ClassVar[Mapping[str, TextPattern]] = {}

    def __post_init__(self) -> None:
        for field, form in self.forms.items():
            value = getattr(self, field)
            texts = (
                (value,)
                if isinstance(value, str)
                else [one for one in value if isinstance(one, str)]
            )
            if not all(
                map(form.pattern.fullmatch, texts)
            ):  # the plain case first: it is the cost of each start
                raise InvalidText(
                    [
                        (name, said)
                        for name, its in self.forms.items()
                        for said in pattern_errors(getattr(self, name), its)
                    ]
                )


def pattern_errors(value: object, form: TextPattern) -> Iterator[str]:
    """A message for each text in `value` (one, or those in a sequence) that does not have the form."""
    for text in (
        (value,) if isinstance(value, str) else value if isinstance(value, (tuple, list)) else ()
    ):
        if isinstance(text, str) and not form.pattern.fullmatch(text):
            yield f"'{text}' is not {form.description}" if text.strip() else "the text is empty"
