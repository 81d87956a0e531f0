"""The citing step: from entries and citations to the words of a citation style."""
