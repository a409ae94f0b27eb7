"""The register of participation bodies: which bodies a board has, and how long each may take to answer."""
