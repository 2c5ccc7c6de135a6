"""Records that come from spreadsheets: judged by the rules of the acts, written in bulk, undone whole."""
