"""How the law is said: both languages, articles, and the sentences of refusals."""
