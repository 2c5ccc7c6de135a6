"""The screens: server-rendered pages over the reading and the writing doors."""
