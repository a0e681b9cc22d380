"""Functions on plain texts: words and their comparison, suggestions, and escaping of controls.

Nothing here knows about records or datasets.
"""
