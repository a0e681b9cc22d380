"""TODO."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hubcli.model.dataset import Filters

# What a record is, as words of its row that no text can have: they begin with a character for private use.
Tag = Literal["any", "type", "hub", "country", "topic", "fact-topic", "source"]
_TAGS: dict[Tag, str] = {tag: chr(0xE000 + number) for number, tag in enumerate(get_args(Tag))}
_HYPHEN, _END = "\ue0fe", "\ue0ff"  # the end keeps the stemmer away from what stands before it

# Text arrives folded, so diacritics are left alone; marks (M*) belong to words in scripts that use them.
TOKENIZE = "tokenize = \"porter unicode61 remove_diacritics 0 categories 'L* N* M* Co'\""


@cache
def tag(kind: Tag, id: str = "") -> str:
    """The word of a row that says that its record is of this type, in this hub, has this topic and so on."""
    return f"{_TAGS[kind]}{id.lower().replace('-', _HYPHEN)}{_END}"


# --- the query language of FTS5: every text in it is letters, digits and tags by construction, and quoted -----------


def phrase(words: Sequence[str], *, prefix: bool = False) -> str:
    """What finds rows with the words one after the other, or other forms of them; with `prefix` the last may go on."""
    return f'"{" ".join(words)}"' + ("*" if prefix else "")


def any_of(parts: Iterable[str]) -> str:
    """What finds rows with any of the parts, of which there is at least one."""
    return f"({' OR '.join(dict.fromkeys(parts))})"


def all_of(parts: Iterable[str]) -> str:
    """What finds rows with all of the parts, of which there is at least one."""
    return f"({' AND '.join(dict.fromkeys(parts))})"


def filter_matches(filters: Filters) -> list[str]:
    """What finds the records that pass, for each filter that asks something."""
    asked: tuple[tuple[tuple[Tag, ...], frozenset[str]], ...] = (
        (("hub",), filters.hubs),
        (("type",), filters.types),
        (("topic", "fact-topic"), filters.topics),
        (("country",), filters.countries),
    )
    return [
        any_of(phrase([tag(kind, id)]) for kind in kinds for id in sorted(ids))
        for kinds, ids in asked
        if ids
    ]
