"""The things a dossier is made of, and the values they are built from."""
