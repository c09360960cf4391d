"""The efficiency office's scheme for 2019 and 2020 as data. Illustrative: Fuzhou's own point rules are not public."""
