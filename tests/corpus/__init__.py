"""Files as bureaus drop them: for each rule one that breaks it, for each trick one that lands exactly so, and their mutants.

    python -m tests.corpus.write                     writes bad/ and good/ anew
    python -m tests.corpus.fuzz --count N --seed S   mutates them and asks intake about each

`bad/<rule>/before/<n>/` holds what must be accepted before, in order, `bad/<rule>/raw/` what is judged then. `good/<trick>/raw/` holds
a file, and beside `raw/` stands what lands. The bad files are those of `tests/unit/intake/breaches.py` in its small city,
the good ones follow `contracts/` here; `good/libreoffice` was filled in by LibreOffice itself (make_libreoffice.py).
"""
