"""The answers of the commands, as `Report`s, before they are written in any format.

Modules here read the model (`hubcli.model`), the results of a search or a check, and the entries of
the cache, and build a `document.Report`. They know nothing of terminals, colours, widths or file
formats: `hubcli.output` writes a report.
"""
