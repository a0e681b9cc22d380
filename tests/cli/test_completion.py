"""Completion: what is offered for a word, and real shells on a terminal that use it."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support import Runner, missing

if TYPE_CHECKING:
    from collections.abc import Iterator

SCRIPTS = sysconfig.get_path("scripts")
COMMAND = [sys.executable, "-c", "from hubcli.__main__ import command; command()"]

# How to start each shell, and how to set it up.
SHELLS = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        "PS1='> '; bind 'set enable-bracketed-paste off'",
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        "PS1='> '; bindkey -e; unset zle_bracketed_paste; autoload -Uz compinit; compinit -u",
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        "set -g fish_autosuggestion_enabled 0",
    ),
}
SOURCES = {
    "bash": 'eval "$(_HUBCLI_COMPLETE=source_bash hubcli)"',
    "zsh": 'eval "$(_HUBCLI_COMPLETE=source_zsh hubcli)"',
    "fish": "env _HUBCLI_COMPLETE=source_fish hubcli | source",
}


def offers(line: str, shell: str = "fish", **environ: str) -> list[str]:
    """Return what hubcli offers a shell for a command line that ends at the cursor."""
    env = {
        **os.environ,
        **environ,
        "_HUBCLI_COMPLETE": f"complete_{shell}",
        "_TYPER_COMPLETE_ARGS": line,
        "_TYPER_COMPLETE_FISH_ACTION": "get-args",
        "COMP_WORDS": line.replace(" ", "\n"),
        "COMP_CWORD": str(line.count(" ")),
    }
    process = subprocess.run(COMMAND, capture_output=True, text=True, env=env, check=False)
    assert (process.returncode, process.stderr) == (0, "")
    return process.stdout.splitlines()


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("hubcli ca", ["cache\tShow or clear the cache of large datasets."]),
        ("hubcli show kuopio-u", ["kuopio-university-hospital\tKuopio University Hospital"]),
        ("hubcli show KUOPIO-U", ["KUOPIO-University-hospital\tKuopio University Hospital"]),
        ("hubcli show hyk", ["hyks\tHUS Helsinki University Hospital"]),
        ("hubcli show folkhälsan-r", ["folkhälsan-research-center\tFolkhälsan Research Center"]),
        ("hubcli list a", ["actors"]),
        ("hubcli list --type gov", ["government\tgovernment"]),
        ("hubcli list --country sw", ["sweden\tSweden"]),
        ("hubcli list --country S", ["SE\tSweden"]),
        ("hubcli list --topic gene", ["gene-therapy\tAdvanced therapy medicinal products"]),
        ("hubcli list --hub bi", ["biomedicum\tBiomedicum Helsinki"]),
        ("hubcli list --sort up", [""]),
        ("hubcli list --sort pu", ["publisher\tPublisher"]),
        ("hubcli list --format m", ["markdown"]),
        ("hubcli network kuopio --rel le", ["led-by\tLed by", "leads\tLeads"]),
        ("hubcli export --format geo", ["geojson"]),
        ("hubcli export --table ac", ["actors", "actor-hubs"]),
        (
            "hubcli list --with",
            ["--with-builtin\tRead the built-in dataset as well as the named ones."],
        ),
        ("hubcli search hub:ku", ["hub:kuopio\tKuopio"]),
        ("hubcli search robots type:comp", ["type:company\tcompanies"]),
        (
            "hubcli search hu",
            [
                "hub:biomedicum\tBiomedicum Helsinki",
                "hub:flemingsberg\tFlemingsberg",
                "hub:kuopio\tKuopio",
            ],
        ),
        ("hubcli search nothing:", [""]),
        (
            "hubcli search neurod",
            ["neurodegenerative-disease\tNeurodegenerative disease"],
        ),
        ("hubcli show --data small.toml ha", ["harbour\tHarbour Campus"]),
        ("hubcli show --data no-such-file.toml ha", [""]),
        ("hubcli show zzz", [""]),
    ],
)
def test_offers_begin_with_the_word(line: str, expected: list[str]) -> None:
    """Commands, options, records, topics, types, countries and filters, each with a description."""
    assert offers(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"), [("search hub :", ""), ("search hub : ku", "kuopio")]
)
def test_bash_splits_words_at_a_colon(line: str, expected: str) -> None:
    """Only the part after the colon is offered, and only once it was begun."""
    assert offers(f"hubcli {line}", "bash") == [expected]


@pytest.mark.parametrize(
    "variables", [{}, {"COMP_WORDS": "hubcli sh"}, {"COMP_WORDS": "hubcli sh", "COMP_CWORD": "x"}]
)
def test_missing_variables_of_bash_are_no_error(variables: dict[str, str]) -> None:
    """Callers other than bash may set fewer variables."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("COMP_")}
    env |= {"_HUBCLI_COMPLETE": "complete_bash", **variables}
    process = subprocess.run(COMMAND, capture_output=True, text=True, env=env, check=False)
    assert (process.returncode, process.stderr) == (0, "")
    assert "show" in process.stdout.splitlines()


def test_installing_completion_needs_a_home_folder(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without one, a message says so."""

    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", no_home)
    monkeypatch.setattr("shellingham.detect_shell", lambda: ("bash", "/bin/bash"))
    message = "Completion cannot be installed: Could not determine home directory.\n"
    assert run("--install-completion") == (2, "", message)


EVIL = r"""
[dataset]
title = "Hostile"
updated = 2026-01-01
[hubs.evil-one]
name = 'Evil \$(touch pwned) \`touch pwned\` $(touch pwned) [/] [red] "; touch pwned; "'
[hubs.evil-two]
name = "Evil\u001b]52;c;aGk=\u0007\nhub \u202e \\\"; touch pwned; \\\" ' ; touch pwned ; '"
"""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_hostile_names_are_offered_as_plain_text(tmp_path: Path, shell: str) -> None:
    """Escapes, line breaks, markup, quotes and commands are harmless, one offer a line."""
    path = tmp_path / "hostile.toml"
    path.write_text(EVIL, encoding="utf-8")

    first, second = offers(f"hubcli show --data {path} ev", shell)

    assert "evil-one" in first
    assert "evil-two" in second
    assert set(first + second).isdisjoint("\\`$[]\x1b\x07\u202e")
    quotes = 8 if shell == "zsh" else 0  # the quotes around an offer for zsh
    assert (first + second).count('"') == quotes


class Shell:
    """A shell on its own pseudo-terminal."""

    def __init__(self, name: str, home: Path) -> None:
        command, setup = SHELLS[name]
        env = {
            "PATH": f"{SCRIPTS}:{os.environ['PATH']}",
            "HOME": str(home),
            "TERM": "xterm",
            "LANG": "C.UTF-8",
        }
        self.process, self.terminal = pty.fork()
        if not self.process:
            os.chdir(home)
            os.execvpe(command[0], command, env)
        self.read = ""
        self.home = home
        self.out = home / "out"
        self.send(f"{setup}\n{SOURCES[name]}\necho re''ady\n")
        self.wait("ready\r")

    def send(self, keys: str) -> None:
        """Type keys."""
        os.write(self.terminal, keys.encode())

    def wait(self, pattern: str, seconds: float = 20) -> str:
        """Return the output up to a pattern; raise AssertionError if it does not come."""
        until = time.monotonic() + seconds
        while not (match := re.search(pattern, self.read)):
            if not select.select([self.terminal], [], [], max(0, until - time.monotonic()))[0]:
                raise AssertionError(f"{pattern!r} is not in {self.read!r}")
            self.read += os.read(self.terminal, 65536).decode(errors="replace")
        before, self.read = self.read[: match.end()], self.read[match.end() :]
        return before

    def complete(self, line: str) -> str:
        """Return the command line after pressing the tabulator key."""
        self.out.unlink(missing_ok=True)
        self.send(f"{line}\t")
        time.sleep(0.8)  # keys that come before the answer would be inserted into the word
        self.send("\x05' >out\x01echo '")  # echo writes the completed line to a file
        time.sleep(0.1)
        self.send("\n")
        until = time.monotonic() + 20
        while not (self.out.exists() and self.out.read_text().endswith("\n")):
            assert time.monotonic() < until
            time.sleep(0.02)
        return self.out.read_text().rstrip()

    def close(self) -> None:
        """End the shell."""
        self.send("\x03\nexit\n")
        time.sleep(0.1)
        os.close(self.terminal)
        os.waitpid(self.process, 0)


@pytest.fixture(scope="module", params=SHELLS)
def shell(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shell]:
    """Return each shell in turn, with the completion of hubcli."""
    if not shutil.which(request.param):
        missing(request.param)
    shell = Shell(request.param, tmp_path_factory.mktemp(request.param))
    yield shell
    shell.close()


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("hubcli sta", "hubcli stats"),
        ("hubcli show kuopio-u", "hubcli show kuopio-university-hospital"),
        ("hubcli show hyk", "hubcli show hyks"),
        ("hubcli list --with", "hubcli list --with-builtin"),
        ("hubcli list --type gov", "hubcli list --type government"),
        ("hubcli list --country sw", "hubcli list --country sweden"),
        ("hubcli search topic:gene", "hubcli search topic:gene-therapy"),
        ("hubcli search hub:ku", "hubcli search hub:kuopio"),
    ],
)
def test_a_shell_completes(shell: Shell, typed: str, completed: str) -> None:
    """The tabulator key completes the word, also after a colon, where bash splits words."""
    assert shell.complete(typed) == completed


def test_a_shell_runs_no_command_in_a_name(shell: Shell) -> None:
    """Hostile names complete without running anything."""
    (shell.home / "hostile.toml").write_text(EVIL, encoding="utf-8")

    line = "hubcli show --data hostile.toml"
    assert shell.complete(f"{line} ev") == f"{line} evil-"
    assert shell.complete(f"{line} evil-o") == f"{line} evil-one"
    assert not (shell.home / "pwned").exists()
