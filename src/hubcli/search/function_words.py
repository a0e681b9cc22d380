"""Words of a text that carry no meaning of their own: `are_light`.

A query is not required to have them, and a name is the same without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# All words are folded, as `text.words` folds a text.
_ENGLISH = (
    "a an and any are as at be by can did do does for from has have how i in into is it its many "
    "me much near of on or show that the their there to was were what when where which who whom "
    "with"
)
_CONNECTING = (
    "am auf das dem den der des die fur im mit und vom von zu zum zur "  # German
    "au aux avec d dans du en et l la le les par pour qu s sur un une "  # French
    "all da dal dall dei del dell della delle dello di e ed il lo nel nell per su sull "  # Italian
    "de el las los o para por y "  # Spanish
    "ao as com do dos em na no nas nos os "  # Portuguese
    "av och og pa till til vid i "  # Swedish, Danish and Norwegian
    "ja seka "  # Finnish
    "het te van voor"  # Dutch
)
_LEGAL_FORMS = "ab ag aps asa bv gmbh inc kg llc ltd nv oy oyj plc pty sarl srl"
ENGLISH = frozenset(_ENGLISH.split())
CONNECTING = frozenset(_CONNECTING.split())
ELIDED = frozenset("dl")
FUNCTION_WORDS = ENGLISH | CONNECTING
LEGAL_FORMS = frozenset(_LEGAL_FORMS.split())


def are_light(words: Sequence[str]) -> list[bool]:
    """Return for each of the folded words of a text whether it is light.

    English function words are, those of other languages between two words (`die` or `la` at either
    end may be a name), elided articles before a word, and legal forms after one. If nothing else is
    left, no word is light.
    """
    last = len(words) - 1
    light = [
        word in ENGLISH
        or (word in CONNECTING and 0 < number < last)
        or (word in ELIDED and number < last)
        or (word in LEGAL_FORMS and number > 0)
        for number, word in enumerate(words)
    ]
    return [False] * len(words) if all(light) else light


def content_words(words: Sequence[str]) -> list[str]:
    """Return the words that are not light, in order."""
    return [word for word, light in zip(words, are_light(words), strict=True) if not light]
