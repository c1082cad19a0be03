"""The files by which the project runs elsewhere: workflows, Docker, a devcontainer, Binder, hooks."""

import json
import os
import re
import subprocess
import tomllib

import pytest
import yaml
from tests_support import ROOT

from recounted.commands.cli import main

CHECKERS = ROOT / ".venv-checkers/bin"
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))
DOCKERFILE = ROOT / "docker/Dockerfile"
MAKEFILE = (ROOT / "Makefile").read_text()
TARGETS = set(re.findall(r"^## ([a-z-]+):", MAKEFILE, re.M))
# The instructions of a Dockerfile, as its reference has them.
INSTRUCTIONS = (
    "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL ONBUILD RUN SHELL STOPSIGNAL USER VOLUME WORKDIR"
)
PYTHONS = range(11, 15)  # minor versions that the project supports

checked = pytest.mark.skipif(not CHECKERS.is_dir(), reason="no .venv-checkers: `make test-slow` makes it")


def asked_of_make(text: str) -> set[str]:
    """The targets of each `make …` of a script."""
    lines = re.findall(r"(?:^|[\s\"'\[])make((?: [a-z-]+)*)\s*(?:$|[\"'\]])", text, re.M)
    return {word for line in lines for word in line.split()}


@pytest.mark.slow
@checked
@pytest.mark.parametrize("schema", ["vendor.github-workflows", "custom.github-workflows-require-timeout"])
def test_workflows_fit_their_schema(schema):
    command = [CHECKERS / "check-jsonschema", "--builtin-schema", schema, *WORKFLOWS]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@checked
def test_the_citation_file_and_the_hooks_fit_their_schemas():
    schema = ["--builtin-schema", "vendor.citation-file-format", ROOT / "CITATION.cff"]
    for command in (["check-jsonschema", *schema], ["pre-commit", "validate-config", ROOT / ".pre-commit-config.yaml"]):
        done = subprocess.run([CHECKERS / command[0], *command[1:]], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@checked
def test_the_citation_file_of_a_new_project_fits_the_schema(tmp_path):
    (tmp_path / "copy.md").write_text('# Bees "of" the valley: a count\n\nIn the valley keepers counted 182 hives.\n')
    assert main(["new", str(tmp_path / "bees-2020"), "--article", str(tmp_path / "copy.md")]) == 0
    schema = ["--builtin-schema", "vendor.citation-file-format", tmp_path / "bees-2020/CITATION.cff"]
    done = subprocess.run([CHECKERS / "check-jsonschema", *schema], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@checked
def test_the_schema_sees_a_fault(tmp_path):
    (tmp_path / "w.yml").write_text(WORKFLOWS[0].read_text().replace("runs-on", "runs-in"))
    command = [CHECKERS / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", tmp_path / "w.yml"]
    assert subprocess.run(command, capture_output=True).returncode == 1


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_uses_pinned_actions_few_rights_and_targets_that_exist(path):
    text = path.read_text()
    said = yaml.safe_load(text)
    assert said["permissions"] == {"contents": "read"} and set(re.findall(r"uses: \S+@(\S+)", text))
    assert all(re.fullmatch("[0-9a-f]{40}", pin) for pin in re.findall(r"uses: \S+@(\S+)", text))
    assert asked_of_make(text) <= TARGETS and "${{ github.event" not in text
    versions = {str(each) for each in re.findall(r'"3\.(\d+)"', text)}
    assert {int(each) for each in versions} <= set(PYTHONS)


def test_the_dockerfile_has_known_instructions_a_supported_python_and_another_user_than_root():
    text = DOCKERFILE.read_text()
    lines = [line for line in re.sub(r"\\\n", " ", text).splitlines() if line and not line.startswith("#")]
    words = [line.split()[0] for line in lines]
    assert set(words) <= set(INSTRUCTIONS.split()) and words[0] == "FROM"
    assert int(re.search(r"FROM python:3\.(\d+)-", text)[1]) in PYTHONS
    assert [line.split()[1] for line in lines if line.startswith("USER")][-1] == "1000"
    command = json.loads(next(line for line in lines if line.startswith("CMD")).removeprefix("CMD"))
    assert command[:2] == ["make", "lab"] and asked_of_make(text) <= TARGETS and "$$LAB" in MAKEFILE
    assert ".venv*" in (ROOT / ".dockerignore").read_text().split()


def test_binder_finds_the_environment_and_no_dockerfile_before_it():
    """repo2docker looks for a Dockerfile first, in these folders, and would leave environment.yml aside for it."""
    for folder in (".", "binder", ".binder"):
        assert not (ROOT / folder / "Dockerfile").exists()
    assert (ROOT / "environment.yml").is_file() and os.access(ROOT / "postBuild", os.X_OK)


@pytest.mark.slow
@checked
def test_a_linter_finds_no_fault_in_the_dockerfile_and_sees_one(tmp_path):
    hadolint = CHECKERS / "hadolint"
    done = subprocess.run([hadolint, DOCKERFILE], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout
    (tmp_path / "Dockerfile").write_text(DOCKERFILE.read_text().replace("WORKDIR /home", "WORKDIR home"))
    assert subprocess.run([hadolint, tmp_path / "Dockerfile"], capture_output=True).returncode == 1


def test_the_devcontainer_has_a_supported_python_and_makes_the_environment_that_it_names():
    said = json.loads((ROOT / ".devcontainer/devcontainer.json").read_text())
    assert int(re.fullmatch(r".*/python:3\.(\d+)", said["image"])[1]) in PYTHONS
    assert said["postCreateCommand"] == "make" and set(said) == {
        *("name", "image", "postCreateCommand", "customizations", "portsAttributes")
    }
    assert said["customizations"]["vscode"]["settings"]["python.defaultInterpreterPath"].endswith("/.venv/bin/python")


def test_each_hook_runs_what_the_environment_has():
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    for hook in yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]:
        program = hook["entry"].split()[0]
        assert program.removeprefix(".venv/bin/") in {"ruff", *scripts}
        assert subprocess.run(["bash", "-n", "-c", hook["entry"]]).returncode == 0


@pytest.mark.parametrize("script", [".ci/run", ".ci/command", "postBuild"])
def test_a_script_is_bash_that_parses_and_may_be_run(script):
    assert subprocess.run(["bash", "-n", ROOT / script], capture_output=True).returncode == 0
    assert (ROOT / script).read_text().startswith("#!")


def test_the_check_reads_the_targets_of_a_script():
    assert asked_of_make("- run: make export dist\n  run: make test\nRUN make\nremake it") == {"export", "dist", "test"}
