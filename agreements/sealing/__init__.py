"""Signatures in the file: keys, timestamps, PAdES, and checking what is signed.

pyHanko takes most of a second to load, so `pades`, `validating` and `timestamps` are imported where they are used;
`keys`, `trust` and `report` are light.
"""
