"""Scripts and styles of every place: words, elements, cards, the bar at the top, the tray of long work."""
