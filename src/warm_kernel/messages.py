"""What is told about kernels and templates, most of it as JSON from one process to another."""

from typing import TypedDict


class Surroundings(TypedDict):
    """What a process has of its parent: `limits` are [number, soft, hard] each; the umask is None where not known."""

    umask: int | None
    limits: list[list[int]]
    cores: list[int]
    niceness: int


class Launch(TypedDict):
    """What Jupyter asks for: the arguments of the kernel's application, its working folder, its whole environment."""

    arguments: list[str]
    cwd: str
    env: dict[str, str]


class Request(Launch):
    """What a forked kernel is told to become."""

    surroundings: Surroundings


class How(TypedDict):
    """What a template is made of, besides its environment: see `owner.template`."""

    interpreter: list[str]
    modules: list[str]
    skipped: list[str]
    template_env: dict[str, str]
