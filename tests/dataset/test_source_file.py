"""Problems of a file: their positions, and messages that quote the file safely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dataset.dataset_files import minimal_with, write_text

if TYPE_CHECKING:
    from pathlib import Path

    from dataset.dataset_files import Reader


def test_windows_line_ends_do_not_change_positions(tmp_path: Path, read: Reader) -> None:
    """A carriage return before each line feed counts as part of its line."""
    path = write_text(
        tmp_path / "crlf.toml",
        minimal_with(healthcare='"person"\nsummary = 1').replace("\n", "\r\n"),
    )
    expected = f"{path}:19:1: error: actors.clinic.summary: expected a text, found a whole number\n"
    assert read(path) == (3, "", expected)


def test_columns_of_problems_count_characters(tmp_path: Path, read: Reader) -> None:
    """A character of several bytes is one column."""
    path = write_text(
        tmp_path / "wide.toml", minimal_with(Clinic='"Clinic"\naliases = ["Hyvän mielen 🙂", 1]')
    )
    message = "actors.clinic.aliases[1]: expected a text or a table, found a whole number"
    assert read(path) == (3, "", f"{path}:18:30: error: {message}\n")


def test_messages_escape_control_characters(tmp_path: Path, read: Reader) -> None:
    """Control and bidirectional characters of the file do not reach the terminal."""
    path = write_text(
        tmp_path / "red.toml", minimal_with(Clinic='"Clinic"\nror = "\\u001b[31m\\u202e"')
    )
    message = r"actors.clinic.ror: '\x1b[31m\u202e' is not a ROR id, as in 040af2s02"
    assert read(path) == (3, "", f"{path}:18:1: error: {message}\n")


def test_a_message_is_one_line(tmp_path: Path, read: Reader) -> None:
    """A line feed in a value does not start a line that looks like another message."""
    path = write_text(
        tmp_path / "lines.toml",
        minimal_with(Clinic='"Clinic"\nror = "x\\nother.toml:1:1: error: y"'),
    )
    status, _, err = read(path)
    assert (status, err.count("\n")) == (3, 1)
