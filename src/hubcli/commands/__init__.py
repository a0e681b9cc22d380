"""The commands, one module each: its signature, its help (the docstring) and its examples.

A module has `run`, whose parameters Typer turns into arguments and options, and `EXAMPLES`. It may
have `EXTRA_FORMATS` or `EXPORT_FORMATS`, the formats that only this command offers. A command turns
options into one or two calls and returns an Answer; work and layout belong to other packages. Only
`cli.help` imports these modules, by name, and annotations are evaluated at run time.
"""
