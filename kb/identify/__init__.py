"""What a document is: kind, organisation, title, years and dates, with their evidence."""
