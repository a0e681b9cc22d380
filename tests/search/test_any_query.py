"""Tests that every text is a query, and of what holds for every answer."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from hubcli.dataset.load import load
from hubcli.dataset.paths import builtin_path
from hubcli.model.dataset import Dataset, Filters
from hubcli.search.engine import search
from hubcli.search.expand import QueryExpander
from hubcli.search.function_words import CONNECTING, ENGLISH, LEGAL_FORMS, are_light, content_words
from hubcli.search.index.build import build_in_memory
from hubcli.search.query import parse_query
from hubcli.text.words import split_words

if TYPE_CHECKING:
    from hubcli.search.index.reader import Index


@cache
def built_in() -> tuple[Dataset, Index]:
    """Return the built-in dataset and its index, which stays open until the tests end."""
    dataset = load([builtin_path()])
    return dataset, build_in_memory(dataset)


@cache
def words() -> list[str]:
    """Return the words of at least four letters in the built-in dataset."""
    _, index = built_in()
    return [word for length in range(4, 30) for word in index.vocabulary(length)]


def queries() -> st.SearchStrategy[str]:
    """Return a strategy of texts that are made of words, operators and anything else."""
    pieces = st.one_of(
        st.deferred(lambda: st.sampled_from(words())),
        st.sampled_from(sorted(ENGLISH | CONNECTING | LEGAL_FORMS)),
        st.sampled_from(["OR", "-", '"', "type:company", "-hub:kuopio", "who leads", "how many"]),
        st.sampled_from(["l'", "&amp;", "M?x", "IT", "neuro*", "GEHealth", "in kuopio", "in oslo"]),
        st.text(max_size=8),
    )
    return st.lists(pieces, max_size=6).flatmap(
        lambda parts: st.sampled_from([" ", "", "-"]).map(lambda sign: sign.join(parts))
    )


@settings(deadline=None)
@given(queries())
def test_any_text_is_a_query(text: str) -> None:
    """Scores fall and are the sums of their parts, and every span lies within its text."""
    dataset, index = built_in()
    answer = search(dataset, index, text, Filters())

    scores = [result.score for result in answer.results]
    assert scores == sorted(scores, reverse=True)
    assert answer.total == len(answer.results)
    assert len({result.record.id for result in answer.results}) == len(answer.results)
    for result in answer.results:
        assert abs(sum(worth for _, worth in result.parts) - result.score) < 0.01
        for match in (*result.matches, *((result.answer,) if result.answer else ())):
            ends = [end for span in match.spans for end in span]
            assert ends == sorted(ends)
            assert all(0 <= end <= len(match.text) for end in ends)


@settings(deadline=None)
@given(queries(), st.integers(1, 3))
def test_a_limit_cuts_the_answer(text: str, limit: int) -> None:
    """The first hits are the same with a limit, and so is the number of all."""
    dataset, index = built_in()
    whole, cut = (search(dataset, index, text, Filters(), number) for number in (None, limit))

    assert cut.results == whole.results[:limit]
    assert cut.total == whole.total


@given(st.lists(st.sampled_from([*sorted(ENGLISH | CONNECTING | LEGAL_FORMS), "tide", "mill"])))
def test_some_word_of_a_text_has_content(text: list[str]) -> None:
    """Words that carry no meaning are left out, but not if there are no others."""
    content = content_words(text)
    assert bool(content) == bool(text)
    assert len(are_light(text)) == len(text)
    assert {"tide", "mill"} & set(text) <= set(content)


@settings(deadline=None)
@given(st.lists(st.deferred(lambda: st.sampled_from(words())), min_size=2, max_size=4))
def test_joined_words_are_taken_apart_into_all_their_letters(parts: list[str]) -> None:
    """The words that a text is taken apart into are known or light, and joined they are it."""
    dataset, index = built_in()
    text = "".join(parts)
    light = ENGLISH | CONNECTING
    expander = QueryExpander(dataset, index)
    query, _ = expander.expand(parse_query(dataset, text, Filters()))

    assert "".join(query.words) == "".join(split_words(text))  # `withraise`: `withraize`
    if len(query.words) > 1:
        assert all(word in light or index.frequency(word) for word in query.words)
