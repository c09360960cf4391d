"""The sample's synthetic figures: seeded, plausible in size, near the real ones where those are public. No layout, no files."""
