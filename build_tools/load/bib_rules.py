"""What can be wrong with a bibliography file, for an editor to read, and the entry types that BibLaTeX knows."""

from __future__ import annotations

from build_tools.diagnostics import Rule, Severity

MISSING_COMMA = Rule(
    "bib-missing-comma",
    "A field or key is not followed by a comma",
    "BibTeX needs a comma between a key and the first field, and between two fields. Without it most programs drop the rest "
    "of the entry, or read the next field as part of this one. Here both fields are kept, but other programs that open the "
    "file will differ.",
    bad="title = {Tides of the North}\nyear = {1911}",
    good="title = {Tides of the North},\nyear = {1911}",
)
UNDEFINED_STRING = Rule(
    "bib-undefined-string",
    "A value without braces names a string that is not defined above it",
    "A bare word is an abbreviation: its text is looked up in the @string definitions further up, and in the months jan to "
    "dec. Programs leave an unknown abbreviation out, so that the value is lost from the printed reference.",
    bad="publisher = harbourpress",
    good="publisher = {Harbour Press}",
)
UNBALANCED = Rule(
    "bib-unbalanced",
    "A brace or a quotation mark has no partner",
    "Everything up to the missing brace, often the rest of the file, is taken for one value. A brace counts even after a "
    "backslash. The entries that follow are read from the next line that starts with @name{, but the fields of this entry "
    "may be incomplete.",
    bad="title = {Tides of the {North},",
    good="title = {Tides of the {North}},",
)
BAD_KEY = Rule(
    "bib-bad-key",
    "An entry has no key, or one that BibTeX does not allow",
    "The key is how a page cites the entry. It cannot be empty, and cannot contain white space, a comma, an equals sign, "
    'braces, parentheses, a backslash or one of the characters " # % ~, because they end the key or mean something else.',
    bad="@book{harbour 1911,",
    good="@book{harbour1911,",
)
BAD_FIELD = Rule(
    "bib-bad-field",
    "Something in an entry is not a field of the form name = value",
    "An entry is a key and then fields, each a name, an equals sign, and a value in braces. What has another form is left "
    "out, and with it what you wanted to say.",
    bad="title Tides of the North,",
    good="title = {Tides of the North},",
)
UNKNOWN_TYPE = Rule(
    "bib-unknown-type",
    "The type of an entry is not one of BibLaTeX's",
    "The type decides which fields are printed and in which order. An unknown one is treated like @misc, so that a journal "
    "or a publisher may be missing from the printed reference.",
    bad="@artikel{harbour1911,",
    good="@article{harbour1911,",
    severity=Severity.WARNING,
)
DUPLICATE_KEY = Rule(
    "bib-duplicate-key",
    "Two entries have the same key",
    "A citation of this key could mean either. The first entry is used, and the other is left out.",
    bad="@book{harbour1911, …}\n@article{harbour1911, …}",
    good="@book{harbour1911a, …}\n@article{harbour1911b, …}",
)
KEY_CASE = Rule(
    "bib-key-case",
    "Two keys differ only in upper and lower case",
    "Some programs take them for one key and others for two, and a reader can hardly tell them apart. Both entries are kept.",
    bad="@book{Harbour1911, …}\n@article{harbour1911, …}",
    good="@book{harbour1911a, …}\n@article{harbour1911b, …}",
    severity=Severity.WARNING,
)
DUPLICATE_FIELD = Rule(
    "bib-duplicate-field",
    "An entry has the same field twice",
    "Only one of the two can be printed. The first is used, while some other programs use the last.",
    bad="year = {1911},\nyear = {1912},",
    good="year = {1911},",
)
RULES = (
    MISSING_COMMA,
    UNDEFINED_STRING,
    UNBALANCED,
    BAD_KEY,
    BAD_FIELD,
    UNKNOWN_TYPE,
    DUPLICATE_KEY,
    KEY_CASE,
    DUPLICATE_FIELD,
)

# The BibLaTeX manual, sections 2.1.1 (regular types), 2.1.2 (aliases) and 2.1.3 (types without support of their own).
ENTRY_TYPES = frozenset(
    """
    article book mvbook inbook bookinbook suppbook booklet collection mvcollection incollection suppcollection dataset manual
    misc online patent periodical suppperiodical proceedings mvproceedings inproceedings reference mvreference inreference
    report set software thesis unpublished xdata customa customb customc customd custome customf
    conference electronic mastersthesis phdthesis techreport www
    artwork audio bibnote commentary image jurisdiction legislation legal letter movie music performance review standard video
    """.split()  # noqa: SIM905 - sixty short words are easier to read than sixty strings
)
