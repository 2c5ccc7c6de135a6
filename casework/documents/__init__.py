"""Documents made of figures: the yearly report as text, DOCX and HTML for print."""
