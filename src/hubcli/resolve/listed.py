"""The words after `list`: a kind of record, types and hubs, as in `list kuopio companies`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from hubcli.errors import WrongUse
from hubcli.model.vocabulary import TYPES
from hubcli.resolve.filters import record_names, type_names
from hubcli.text.suggest import nearest
from hubcli.text.words import name_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hubcli.model.dataset import Dataset

_IGNORED = frozenset(("in", "of", "and"))  # companies in kuopio
_MAX_WORDS = 12  # of one name


class Selected(NamedTuple):
    """The selection that a word makes: `companies` → `Selected("type", "company")`."""

    what: Literal["kind", "type", "hub"]
    id: str


def resolve_listed(
    dataset: Dataset, words: Sequence[str], kinds: Sequence[str]
) -> Iterator[Selected]:
    """Yield what the words after `list` select; a name may have several words.

    `kinds` are the kinds of record there are, in the plural. Raises WrongUse, with suggestions, for
    a word that selects nothing.
    """
    typed = " ".join(words).split()
    names = _names(dataset, kinds) if typed else {}
    while typed:
        length = _longest_name(names, typed)
        if length:
            yield names[name_key(" ".join(typed[:length]))]
        elif typed[0].lower() not in _IGNORED:
            raise _unlistable(dataset, typed[0], kinds)
        typed = typed[length or 1 :]


def _longest_name(names: Mapping[str, Selected], words: Sequence[str]) -> int:
    """Return how many of the first words make the longest name; 0 if they make none."""
    lengths = range(min(_MAX_WORDS, len(words)), 0, -1)
    return next((n for n in lengths if name_key(" ".join(words[:n])) in names), 0)


def _names(dataset: Dataset, kinds: Sequence[str]) -> dict[str, Selected]:
    """Return name key → what it selects; a kind overrides a type, and a type a hub."""
    names = {name: Selected("hub", id) for name, id in record_names(dataset.hubs).items()}
    for name, type in type_names().items():
        names[name] = Selected("kind", "hubs") if type == "hub" else Selected("type", type)
    for kind in kinds:
        names |= dict.fromkeys((kind, kind.removesuffix("s")), Selected("kind", kind))
    return {name_key(name): selected for name, selected in names.items()}


def _unlistable(dataset: Dataset, word: str, kinds: Sequence[str]) -> WrongUse:
    types = [type.plural for type in TYPES.values()]
    return WrongUse(
        f"'{word}' cannot be listed; {', '.join(kinds)} can, and the actors of a type, such as"
        " companies, or of a hub",
        suggestions=nearest(word, [*type_names(), *dataset.hubs, *types, *kinds], limit=1),
        hint="hubcli list --help",
    )
