"""What is true of all plays of a story: how long they run, how they end, how much of the footage they show."""
