"""Every page of the site in every state, looked at by a browser and by the checker of the HTML standard."""
