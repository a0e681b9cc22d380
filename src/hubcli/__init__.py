"""A directory of health and life-science hubs for the command line.

`__main__` is the process and `main.main` runs one command line; docs/design.md describes the
packages.
"""

__version__ = "0.1.0"
