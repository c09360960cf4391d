"""One module per bureau: the files that it drops, with their names, layouts and encodings. Figures come from elsewhere."""
