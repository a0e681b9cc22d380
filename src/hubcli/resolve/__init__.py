"""Functions from names that a user typed to the records, filters and relations that they mean.

Names are compared without regard to spelling; an unknown name is an error with suggestions.
"""
