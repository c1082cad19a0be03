"""How fast: the project's notebooks run by this project and by its peers, side by side in one session."""
