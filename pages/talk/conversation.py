"""The conversation: what is said, and the places it brings."""

from directory.ui.talk_conversation import show_conversation

show_conversation()
