"""Kernels forked from one process that has everything loaded: the same notebook, without the start."""
