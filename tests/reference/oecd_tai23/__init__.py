"""The Technology Achievement Index over 23 countries (OECD/JRC Handbook, 2008) as a scheme workbook and a dropped file."""
