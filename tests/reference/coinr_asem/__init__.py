"""ASEM sustainable connectivity: 51 countries, 49 indicators, four levels, as COINr computes them."""
