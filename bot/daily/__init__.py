"""The day's work: collect, open the digests that are due, write them, deliver them; each safe to run twice."""
