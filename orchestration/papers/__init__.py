"""What the office hands to bureaus: templates to fill in, receipts as pages and marked workbooks, pages of what was delivered.

Papers are made from contracts and from the files of the warehouse, and can be made anew at any time; nothing is decided here.
"""
