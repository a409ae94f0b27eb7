"""What the permission matrix and the page tests share: the company, the stage, and reading a page."""
