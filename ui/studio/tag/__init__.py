"""Scripts and styles: what curators say of scenes."""
