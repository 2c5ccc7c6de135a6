"""Stories: the life of cases, and what must come out (`tests/stories/*.yaml`)."""

from casework.stories.player import Outcome, play_stories, play_story
from casework.stories.reader import Story, read_stories

__all__ = ["Outcome", "Story", "play_stories", "play_story", "read_stories"]
