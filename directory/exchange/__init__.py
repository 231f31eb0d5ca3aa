"""Files other people keep, read as our own values: Open Referral UK, spreadsheets, maps."""
