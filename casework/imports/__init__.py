"""Spreadsheets in: a file read, its columns understood, its rows judged by the rules of the acts, written in one go."""
