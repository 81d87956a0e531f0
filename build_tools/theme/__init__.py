"""The stylesheet that generated pages need on any MkDocs theme."""
