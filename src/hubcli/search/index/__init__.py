"""The full-text index of a dataset: which texts go into it, its SQLite tables, and their queries.

Belongs here: whatever reads or writes these tables. `search.fts` builds the expressions.
"""
