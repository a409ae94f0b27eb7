"""What people are told: in the application, by mail at once, or in one mail a day."""
