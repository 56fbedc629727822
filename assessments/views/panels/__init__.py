"""The pages of a panel: its people, their declarations, and the consensus."""
