"""What the screens of numbers share: the question, the ways to take them away, what was misread."""
