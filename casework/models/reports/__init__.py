"""Stored reports: drafts of the year, seals, tables counted beforehand."""
