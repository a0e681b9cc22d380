"""The command line that all commands share.

`app` builds the Typer application, `options` declares the options that several commands have,
`origin` reads the dataset, `answer` writes a result, `help` and `completion` serve the user's
shell. What one command does belongs to its module in `commands`.
"""
