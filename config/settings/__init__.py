"""`base` holds everywhere; `dev`, `test` and `production` only override."""
