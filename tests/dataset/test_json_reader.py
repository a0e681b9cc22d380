"""JSON that the standard library accepts and a dataset may not have."""

from __future__ import annotations

import pytest

from hubcli.dataset.json_reader import JsonSyntaxError, load_json


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ('{"a": NaN}', (1, 7), "invalid character"),
        ('{"NaN \\" é": "Infinity",\n "b": -Infinity}', (2, 7), "invalid character"),
        ('["1e999", 1e308, -1e999]', (1, 18), "the number is too large"),
        (f"[{'1' * 400}, {'1' * 400}.0]", (1, 404), "the number is too large"),
        (
            '["\\ud83d\\ude00", "\\\\ud800", "\\ud800\\u0041"]',
            (1, 30),
            r"'\ud800' is half of a character",
        ),
        ('["\\udc00", NaN]', (1, 3), r"'\udc00' is half of a character"),
        ('{"a": 1, "b": {"a": 2, "a": 3}}', (1, 24), "the key 'a' is there twice"),
        ('{"\\u0061": 1, "a": 2}', (1, 15), "the key 'a' is there twice"),
        ("[1 2]", (1, 4), "Expecting ',' delimiter"),
    ],
)
def test_an_error_has_a_position(text: str, position: tuple[int, int], message: str) -> None:
    """The position is that of the first fault; strings may contain anything that looks like one."""
    with pytest.raises(JsonSyntaxError) as caught:
        load_json(text)
    error = caught.value
    assert ((error.lineno, error.colno), error.msg) == (position, message)


def test_valid_json_is_read() -> None:
    """Large whole numbers and characters written as two escapes are valid."""
    text = f'[{10**100}, "\\ud83d\\ude00", 1.5, null, true]'
    assert load_json(text) == [10**100, "😀", 1.5, None, True]
