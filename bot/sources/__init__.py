"""Where papers come from, one source a module: ``Adapter(argument)`` polls it, ``parse`` reads it in a child."""
