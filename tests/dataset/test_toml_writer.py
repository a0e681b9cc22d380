"""Writing TOML: any text can be read back."""

from __future__ import annotations

import tomli
from hypothesis import given
from hypothesis import strategies as st

from hubcli.dataset.toml_writer import escape_non_ascii, format_text


@given(st.text(st.characters(codec=None)))
def test_any_text_is_read_back(text: str) -> None:
    """A text is read back as written, except that lone surrogates become U+FFFD."""
    toml = f"x = {format_text(text)}"
    expected = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)

    assert tomli.loads(toml) == {"x": expected}
    assert tomli.loads(escape_non_ascii(toml)) == {"x": expected}
    assert escape_non_ascii(toml).isascii()
