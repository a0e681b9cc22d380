"""Addresses that a terminal shows as links (OSC 8)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace
from output.pseudo_terminal import run_in_terminal

from hubcli.output import terminal
from hubcli.output.render import FORMATS, render
from hubcli.report.document import Column, Item, Part, Report, Section, Table, line
from hubcli.text.escape import MAX_LINK, link_address

if TYPE_CHECKING:
    from support import Runner

URL = "https://uef.example/a"
BEGIN, END = f"\x1b]8;;{URL}\x1b\\", "\x1b]8;;\x1b\\"
# A hyperlink: its address, and its text without any escape code.
HYPERLINK = re.compile(r"\x1b\]8;;([!-~]*)\x1b\\")


def page(*parts: str | Part) -> Report:
    return Report((), Table((), ()), {}, (Section((), (Item("", line(*parts)),)),))


def draw(*parts: str | Part, width: int = 80, colour: bool = False) -> str:
    return terminal.render_terminal(page(*parts), colour=colour, links=True, width=width)


def test_a_part_with_an_address_is_a_link() -> None:
    """The codes stand around the text, whatever its style, and the spaces in it are linked."""
    assert draw("See ", Part("the site", "", URL), ".") == f"See {BEGIN}the site{END}.\n"
    assert draw(Part("UEF", "name", URL), colour=True) == f"{BEGIN}\x1b[1mUEF\x1b[0m{END}\n"


def test_links_that_follow_each_other() -> None:
    """Two links on a row lead each to its own address."""
    other = "http://other.example"
    assert draw(Part("one", "", URL), Part("two", "", other)) == (
        f"{BEGIN}one\x1b]8;;{other}\x1b\\two{END}\n"
    )
    assert draw(Part("one", "", URL), " ", Part("two", "", other)) == (
        f"{BEGIN}one{END} \x1b]8;;{other}\x1b\\two{END}\n"
    )


def test_a_wrapped_link_is_closed_on_each_row() -> None:
    """A link over several rows begins again on each, also within a word that is broken."""
    assert draw(Part("one two", "", URL), width=4) == f"{BEGIN}one{END}\n{BEGIN}two{END}\n"
    assert draw(Part("onetwo", "", URL), width=3) == f"{BEGIN}one{END}\n{BEGIN}two{END}\n"


def test_no_other_format_has_links() -> None:
    """Only the drawing for a terminal has codes; plain text, tables and data never have."""
    table = Table((Column("id", "Id"),), ((line(Part("uef", "name", URL)),),))
    report = replace(page(Part("UEF", "", URL)), table=table)
    for format in FORMATS:
        assert ("\x1b" in render(report, format, "utf-8", links=True)) == (format == "table")
        assert "\x1b" not in render(report, format, "utf-8")


@pytest.mark.parametrize(
    ("argv", "environ", "linked"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, True),
        ([], {"TERM": "dumb"}, False),
        (["--hyperlinks", "never"], {}, False),
        (["--hyperlinks", "ALWAYS"], {"TERM": "dumb"}, True),
        (["--format", "plain", "--hyperlinks", "always"], {}, False),
        (["--json", "--hyperlinks", "always"], {}, False),
    ],
)
def test_when_a_terminal_gets_links(argv: list[str], environ: dict[str, str], linked: bool) -> None:
    """Colours do not matter; a dumb terminal gets none unless it is told to."""
    _, out = run_in_terminal("show", "harbour", "--data", "small.toml", *argv, environ=environ)
    assert (BEGIN_ANY in out) == linked


BEGIN_ANY = "\x1b]8;;http"


def test_a_pipe_gets_links_only_if_told(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """FORCE_COLOR asks for colours, not for links; the text is the same without them."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    command = ("show", "harbour", "--data", "small.toml", "--format", "table")
    without, with_links = run(*command).out, run(*command, "--hyperlinks", "always").out
    assert BEGIN_ANY in with_links
    assert HYPERLINK.sub("", with_links) == without


def test_an_unknown_value_is_wrong_use(run: Runner) -> None:
    """The message names the values."""
    message = "error: --hyperlinks takes auto, always or never, not 'yes'.\n"
    message += "hint: hubcli list --help\n"
    assert run("list", "--hyperlinks", "yes") == (2, "", message)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://x.example/a?b=c&d#e", "https://x.example/a?b=c&d#e"),
        ("https://x.example/%20[1]", "https://x.example/%20[1]"),
        ("http://åbo.example/é", "http://%C3%A5bo.example/%C3%A9"),
        ("https://x.example/'\"<>\\`^{|}", "https://x.example/%27%22%3C%3E%5C%60%5E%7B%7C%7D"),
        ("https://x.example/a b\u202e", "https://x.example/a%20b%E2%80%AE"),
        ("https://x.example/\ud800", "https://x.example/%3F"),
        ("https://x.example/\x1b\\", ""),
        ("https://x.example/\x07", ""),
        ("https://x.example/\x9c", ""),
        ("https://x.example/\n", ""),
        ("https:///x", ""),
        ("javascript:alert(1)", ""),
        ("file:///etc/passwd", ""),
        (" https://x.example", ""),
        ("https://x.example/" + "a" * MAX_LINK, ""),
        ("https://x.example/" + "å" * (MAX_LINK // 6), ""),
        ("", ""),
    ],
)
def test_addresses(url: str, address: str) -> None:
    """An address is printable ASCII without quotes; what is no address is no link."""
    assert link_address(url) == address


@given(st.text(), st.text(min_size=1))
@example("https://x\x1b\\\x1b]8;;https://evil.example", "text")
@example("https://x\x07\x1b[2J", "text")
@example("https://x/\x9c", "text\x1b]8;;https://evil.example\x1b\\")
def test_a_hostile_address_stays_in_its_link(url: str, text: str) -> None:
    """Whatever the address and the text, every escape code is a well-formed begin or end."""
    for address in (url, f"https://{url}", f"https://x/{url}"):
        drawn = draw(Part(text, "", address))
        assert "\x1b" not in HYPERLINK.sub("", drawn)
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", HYPERLINK.sub("", drawn))
        targets = HYPERLINK.findall(drawn)
        assert [target[:4] for target in targets] in ([], ["http", ""] * (len(targets) // 2))
        assert HYPERLINK.sub("", drawn) == draw(text)
