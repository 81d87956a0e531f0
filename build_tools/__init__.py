"""Turn source texts into a dossier in which every sentence opens the passage it rests on."""
