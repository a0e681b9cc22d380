"""Importers: each subpackage converts the data of one registry to a dataset."""
