"""Escaping of the characters that a terminal would obey or hide."""

from __future__ import annotations

import re

# Characters that are invisible or change the order of their neighbours, as ranges of a regular
# expression: bidirectional controls (Unicode UAX #9), default-ignorable characters
# (DerivedCoreProperties.txt: zero-width characters, fillers, variation selectors, tags),
# surrogates and noncharacters. Excluded are U+200C and U+200D, which join letters and emoji, and
# U+FE0E and U+FE0F, which choose the colour of an emoji.
HIDDEN = (
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\ud800-\udfff"
)
# Hidden characters, and controls except white space.
_UNSAFE = f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{HIDDEN}]"

# A line break or a tab, with the white space around it. The match may start only at the first of
# several spaces: a search from each of n spaces would take n² steps.
_BREAK = r"(?<! ) *[^\S ]\s*"

# Characters with which a spreadsheet takes a cell for a formula (OWASP, "CSV Injection"): the ASCII
# signs and their full-width forms.
FORMULA_STARTS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")

# Characters that an address cannot have (RFC 3986).
_UNLINKABLE = r"[^!#$%&()*+,\-./0-9:;=?@A-Z\[\]_a-z~]"
MAX_LINK = 2000  # characters: terminals ignore hyperlinks that are much longer


def escape_controls(text: str) -> str:
    r"""Return the text with control and hidden characters escaped: ESC becomes `\x1b`."""
    if not re.search(_UNSAFE, text):
        return text
    return text.translate(
        {ord(char): escape_char(char) for char in re.findall(_UNSAFE, "".join(set(text)))}
    )


def single_line(text: str) -> str:
    """Return the escaped text on one line.

    A line break or a tab, with the white space around it, becomes one space.
    """
    return re.sub(_BREAK, " ", escape_controls(text))


def display_line(text: str) -> str:
    """Return the escaped text on one line, without white space around it."""
    return single_line(text).strip()


def escape_char(char: str) -> str:
    r"""Return the Python escape of a character: `\x1b`, `\u202e`, `\U0001f642`."""
    number = ord(char)
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def link_address(url: str) -> str:
    """Return an http or https address in the characters that a hyperlink of a terminal may have.

    Characters other than printable ASCII, quotes and brackets are percent-encoded. Returns "" for
    a text that is no such address, that has a control character, or that is too long.
    """
    if not re.match(r"https?://[^\s/?#]", url) or re.search(r"[\x00-\x1f\x7f-\x9f]", url):
        return ""
    address = re.sub(
        _UNLINKABLE,
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace")),
        url,
    )
    return address if len(address) <= MAX_LINK else ""


def json_escape(char: str) -> str:
    r"""Return the JSON escape of a character: `\u202e`.

    A character beyond U+FFFF becomes a surrogate pair: `\ud83d\ude42`.
    """
    units = char.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[start : start + 4]}" for start in range(0, len(units), 4))


# Characters that `escape_reversibly` replaces. Not compiled at import: only some exports use it.
_IRREVERSIBLE = f"[\\\\\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{HIDDEN}]"


def escape_reversibly(text: str) -> str:
    r"""Return the text for a format that has no escapes of its own: ESC becomes `\x1b`.

    A backslash is doubled, so that the original can be restored. Tabs and line feeds stay.
    """
    return re.sub(
        _IRREVERSIBLE, lambda match: "\\\\" if match[0] == "\\" else escape_char(match[0]), text
    )
