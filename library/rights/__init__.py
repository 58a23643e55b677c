"""What may be done with a film: licences by their names, the owner's own word, and which films do not go together."""
