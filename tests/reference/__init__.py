"""Published cases with known answers, each folder with its own README: source, formulas, what is printed and what derived."""
