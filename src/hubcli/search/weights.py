"""The weights of the ranking, each with what it is for.

Only the order and the rough distances matter. `docs/search.md` says what each is worth, as measured
by `benchmarks/ablation.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from hubcli.search.index.layout import Field

MatchMethod = Literal["exact", "stem", "prefix", "topic", "typo"]

# Names before topics before facts.
FIELD_WEIGHTS: dict[Field, float] = {
    "name": 12,
    "alias": 12,
    "topic": 6,
    "type": 5,
    "place": 5,
    "link": 4,
    "summary": 3,
    "fact": 2.5,
    "figure": 2.5,
    "quote": 2.5,
}
METHOD_WEIGHTS: dict[MatchMethod, float] = {
    "exact": 1.0,
    "stem": 0.9,
    "prefix": 0.7,
    "topic": 0.9,
    "typo": 0.8,
}

# How much less a word counts in a name of many more words.
NAME_LENGTH_SHARE = 0.6

# Shares: factors on the weight of a match.
PART_OF_NAME_SHARE = 0.3  # of a topic or type, when the query has only a part of its name
CORRECTION_SHARE = 0.75  # an alternative to a word that the dataset knows
JOINED_SHARE = 0.75  # a word for two that were typed apart
FACT_TOPIC_SHARE = 0.7  # a topic of one of the record's facts, not of the record itself
NARROWER_TOPIC_SHARE = 0.8  # a topic below the one that the query names
OTHER_KIND_SHARE = 0.1  # the best text beside a topic or type, or the other way round
OTHER_TYPE_SHARE = 0.3  # a word that stands for a type, in the name of a record of any type
SCATTERED_NAME_SHARE = 0.4  # a name in a query of one word, or whose words are not in a row

# A record of the type that a word stands for, above a record with the word in its name.
TYPE_WEIGHT = 14.0
TYPE_NAME_WEIGHT = 15.0  # a name that says so, as `Institute for Health` says institute

# Factors on the weakest clause in a text that has all clauses.
SAME_TEXT_FACTOR = 0.5
SAME_SUMMARY_FACTOR = 1.5
SAME_LINK_FACTOR = 3.0  # the text is a link, and the query asks for one ("who leads …")

PERSON_FACTOR = 3.0  # on the total idf, for a person when the query asks who
ANSWER_FACTOR = 10.0  # on the idf of clauses in a figure or quotation, if the query asks for it
NAME_IN_QUERY_FACTOR = 10.0  # on the idf of a name's words, when the query has other words too
NAME_START_BONUS = 3.0  # a name that begins with the query
SUMMARY_START_BONUS = 3.0  # a summary that does
WHOLE_NAME_SCORE = 1000.0  # a name that is the query: more than any sum of the others
SWAPPED_SHARE = 0.95  # of it, if its words stand in another order
PLACED_SHARE = 0.9  # of it, if the query has the place of the record too

MIN_CLAUSES_AROUND_NAME = 3  # clauses of a query in which a name may be one part
