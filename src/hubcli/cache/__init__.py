"""The cache of datasets: where its files lie, when one may be trusted, and the dataset in a file.

Belongs here: whatever makes loading faster and can be deleted without loss.
"""
