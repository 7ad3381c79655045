"""Networks on which no software may post for a person: the text is handed to them, ready to share."""
