"""Casework: a tracker of administrative reconsideration, litigation response and mediation."""
