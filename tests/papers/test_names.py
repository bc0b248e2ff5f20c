"""Author lines of real feeds become names."""

import pytest

from bot.papers import authors


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Michael Cooper, Samuel Cooper", ("Michael Cooper", "Samuel Cooper")),
        (r"Nikola Pi\v{z}urica, Nikola Milovi\'c", ("Nikola Pižurica", "Nikola Milović")),
        ("Ann Lee (MIT, Cambridge, USA), Bo Chen (ETH (Zurich), CH), Cy Fox", ("Ann Lee", "Bo Chen", "Cy Fox")),
        ("by Kelly Hughes, David Nguyen, Renato T. Souza", ("Kelly Hughes", "David Nguyen", "Renato T. Souza")),
        ("Wright, K. M.; Gaudinier, A.; Hellsten, U.", ("K. M. Wright", "A. Gaudinier", "U. Hellsten")),
        ("LAPALU, N., Plaumann, P.-L., O'Connell, R. J.", ("N. Lapalu", "P.-L. Plaumann", "R. J. O'Connell")),
        ("Guocheng SHU;Ping LIU;", ("Guocheng SHU", "Ping LIU")),
        ("Jeanine Van der Ven, Sammy Davis, Jr., Ben Mol, PhD", ("Jeanine Van der Ven", "Sammy Davis, Jr.", "Ben Mol")),
        ("A. Author and B. Writer", ("A. Author", "B. Writer")),
        ("LIGO Collaboration, Virgo Collaboration", ("LIGO Collaboration", "Virgo Collaboration")),
        ("Jane Roe, Jane Roe", ("Jane Roe",)),
        ("Brandão S, Saeedi H, Brandt A. ", ("Brandão S", "Saeedi H", "Brandt A.")),
        ("", ()),
        (" , ;", ()),
    ],
)  # fmt: skip
def test_names_are_told_apart(line: str, names: tuple[str, ...]) -> None:
    assert authors(line) == names


def test_a_collaboration_of_thousands_is_read_whole() -> None:
    names = [f"A. Physicist{number}" for number in range(1768)]
    assert authors(", ".join(names)) == tuple(names)
