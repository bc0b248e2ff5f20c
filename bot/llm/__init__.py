"""Whatever writes: each module has a language model; ``extractive`` copies sentences, ``claude`` asks Anthropic's."""
