"""Expressions in the query language of SQLite FTS5, and tags: words that state facts of a record.

An expression consists of quoted folded words and tags only, never of text as it was typed, so it
is always valid.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hubcli.model.dataset import Filters

# A tag begins with a character for private use, which no text of a record can contain.
Tag = Literal["any", "type", "hub", "country", "topic", "fact-topic", "source", "speaker"]
TOPIC_TAGS: tuple[Tag, ...] = ("topic", "fact-topic")  # of a record, and of its facts alone
_TAGS: dict[Tag, str] = {tag: chr(0xE000 + number) for number, tag in enumerate(get_args(Tag))}
_HYPHEN, _END = "\ue0fe", "\ue0ff"  # the end keeps the stemmer from changing the id

# Text is folded before it is indexed, so diacritics are left alone. Marks (M*) are part of the
# words of scripts that use them. Words are not stemmed: `Index.forms` looks up their forms.
_UNICODE = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
TOKENIZE = f'tokenize = "{_UNICODE}"'
TOKENIZE_STEMS = f'tokenize = "porter {_UNICODE}"'


@cache
def tag(kind: Tag, id: str = "") -> str:
    """Return the word in the index of every record of this type, in this hub and so on."""
    return f"{_TAGS[kind]}{id.lower().replace('-', _HYPHEN)}{_END}"


def phrase(words: Sequence[str], *, prefix: bool = False) -> str:
    """Return the expression for words in a row.

    With `prefix` the last word may be the beginning of one.
    """
    return f'"{" ".join(words)}"' + ("*" if prefix else "")


def any_of(expressions: Iterable[str]) -> str:
    """Return the expression that matches if one of these (at least one) does."""
    return f"({' OR '.join(dict.fromkeys(expressions))})"


def all_of(expressions: Iterable[str]) -> str:
    """Return the expression that matches if all of these (at least one) do."""
    return f"({' AND '.join(dict.fromkeys(expressions))})"


def filter_matches(filters: Filters) -> list[str]:
    """Return one expression per filter that is set; a record passes if all of them match it."""
    kinds_and_ids: tuple[tuple[tuple[Tag, ...], frozenset[str]], ...] = (
        (("hub",), filters.hubs),
        (("type",), filters.types),
        (TOPIC_TAGS, filters.topics),
        (("country",), filters.countries),
    )
    return [
        any_of(phrase([tag(kind, id)]) for kind in kinds for id in sorted(ids))
        for kinds, ids in kinds_and_ids
        if ids
    ]
