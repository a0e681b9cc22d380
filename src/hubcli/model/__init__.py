"""The records of a dataset and their vocabularies, independent of files and of the command line.

Types of record, the patterns that their texts must match, the collection of all records, and
searches in the network of links. Nothing here reads a file, prints or knows an option.
"""
