class BackupRefused(Exception):
    """Nothing was changed, or what was made must not be trusted; the sentence says what to do."""
