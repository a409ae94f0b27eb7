"""The accessibility statement, generated from the register of known deviations."""
