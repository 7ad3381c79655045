"""Posts that their people share by hand: ready to copy, the network one tap away, and a word that it is done."""
