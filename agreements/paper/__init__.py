"""The document: one file that is readable, archival (PDF/A-3a), accessible (PDF/UA-1) and readable by machines.

`html` writes every word and place, `data` the same as JSON, `imprint` the code on every page; `pdf` makes the file of
them and `finishing` adds what the renderer cannot. The design: docs/signing.md.
"""
