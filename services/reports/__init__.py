"""Reports before they have a format: claims, words, and the document that is made of them."""
