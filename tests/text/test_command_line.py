"""Tests of words written for a shell."""

from __future__ import annotations

import subprocess

from hypothesis import given
from hypothesis import strategies as st

from hubcli.text.command_line import command_line


def test_only_words_that_need_quotes_get_them() -> None:
    """Letters of every script and the signs of options and file names stand as they are."""
    assert command_line("search", "Åbo", "--to", "a_b/c.md") == "search Åbo --to a_b/c.md"
    assert command_line("o'neil", "$(x)", "", "[/]") == "'o'\"'\"'neil' '$(x)' '' '[/]'"


@given(st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8")), max_size=4))
def test_a_shell_reads_the_same_words(words: list[str]) -> None:
    """A POSIX shell reads any text as it was."""
    script = f"printf '%s\\0' {command_line(*words)}" if words else "true"
    read = subprocess.run(["sh", "-c", script], capture_output=True, check=True).stdout
    assert read == "".join(f"{word}\0" for word in words).encode()
