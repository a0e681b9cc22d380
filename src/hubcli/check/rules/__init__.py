"""The rules that a dataset must keep, a function each, in a module for each subject.

A rule takes the dataset, or the evidence for it, and yields the faults it finds. Its id is its name
(`unused_topic` is `unused-topic`), and the first line of its docstring stands in docs/check.md.
"""
