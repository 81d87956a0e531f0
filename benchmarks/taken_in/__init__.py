"""Inputs that the benchmark of taking in makes itself, in our own words, each with what must come out."""
