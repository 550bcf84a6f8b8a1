"""Documents with known content, made to measure reading with: tables, and PDFs in columns.

Used by the tests and by `kennisbank eval`, both from a checkout of the source. PDFs are made with reportlab
(extra dev); without it only text can be made.
"""
