"""The weights of the ranking, each with what it is for.

Only the order and the rough distances matter. `docs/search.md` says what each is worth, as measured
by `benchmarks/ablation.py`.
"""

from __future__ import annotations

# Of a word in a name or an alias; of a topic, a type or a place; of a word in the summary or a
# link, and in another text.
NAME_WEIGHT = 12.0
TAG_WEIGHT = 5.0
LINK_WEIGHT = 4.0
TEXT_WEIGHT = 3.0

# Of the type that a word of the query stands for, and of a name that says so, as `Institute for
# Health` says institute.
TYPE_WEIGHT = 14.0
TYPE_NAME_WEIGHT = 15.0

# Factors on these.
INEXACT_SHARE = 0.9  # another form of the word, its beginning, or a correction
NAME_LENGTH_SHARE = 0.6  # how much less a word counts in a name of very many more words
PART_OF_NAME_SHARE = 0.3  # only a part of a topic's name, or `University` in a hospital's

# Factors on the weakest clause in a text that has all clauses.
SAME_TEXT_FACTOR = 0.5
SAME_SUMMARY_FACTOR = 1.5
SAME_LINK_FACTOR = 3.0  # the text is a link, and the query asks for one ("who leads …")

START_BONUS = 3.0  # a name, or a summary, that begins with the query
ANSWER_FACTOR = 10.0  # on the idf of clauses in a text that says what the query asks for
NAME_IN_QUERY_FACTOR = 10.0  # on the idf of a name's words, when the query has other words too
SCATTERED_NAME_SHARE = 0.4  # of that, for a single word, or if other words stand between
MIN_CLAUSES_AROUND_NAME = 3  # clauses of a query in which a name may be one part

WHOLE_NAME_SCORE = 1000.0  # a name that is the query: more than any sum of the others
LOOSE_NAME_SHARE = 0.95  # of it, if its words stand in another order, or beside its place
