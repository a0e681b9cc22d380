"""A directory of health and life-science hubs for the command line. See `__main__` for the way in."""

__version__ = "0.1.0"
