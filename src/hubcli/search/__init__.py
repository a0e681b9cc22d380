"""Search: a query is parsed, its words are expanded, records are found in an index and ranked.

Belongs here: the full-text index (`index`) and everything that decides which records answer a
query, in which order and why. How an answer is shown is decided in `report`.
"""
