"""Words as a shell reads them."""

from __future__ import annotations


def command_line(*words: str) -> str:
    """Return words as a command line for a POSIX shell: `o'neil`, `x` → `'o'"'"'neil' x`.

    Letters of every script need no quotes.
    """
    return " ".join(map(_quote, words))


def _quote(word: str) -> str:
    plain = all(char.isalnum() or char in "-_.,:/@%+=" for char in word)
    return word if word and plain else "'" + word.replace("'", "'\"'\"'") + "'"
