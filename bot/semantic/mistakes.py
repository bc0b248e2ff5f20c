"""What can be wrong with a model's folder, told to the person who named it."""


class ModelMistake(Exception):  # noqa: N818 - a person's slip, told in a sentence
    """The folder holds no model that can be used; the text says what is wrong and what to do."""
