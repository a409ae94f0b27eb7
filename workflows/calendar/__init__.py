"""On which days people of schools work: national holidays, school holidays of three regions, counting working days."""
