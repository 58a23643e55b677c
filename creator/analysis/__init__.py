"""What viewers did with a published story: their events read, checked and counted."""
