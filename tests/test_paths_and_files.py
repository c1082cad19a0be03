"""One way to know the project folder; files are written whole or not at all."""

import errno
import os

import pytest

from recounted.errors import RecountedError
from recounted.files import write_whole
from recounted.paths import environment, root


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.delenv("RECOUNTED_ROOT", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _project(folder):
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "datapackage.json").write_text('{"resources": []}')
    return folder


def test_the_project_is_the_nearest_folder_above_with_a_data_package(elsewhere, monkeypatch):
    outer, inner = _project(elsewhere), _project(elsewhere / "a" / "b")
    (inner / "notebooks").mkdir()
    monkeypatch.chdir(inner / "notebooks")
    assert root() == inner
    monkeypatch.chdir(elsewhere / "a")
    assert root() == outer


@pytest.mark.parametrize("before", ["as it was", None])
def test_what_is_set_for_a_while_is_as_it_was_after_it_also_where_it_failed(monkeypatch, before):
    monkeypatch.setenv("HERE", "as it was")
    if before is None:
        monkeypatch.delenv("HERE")
    with pytest.raises(ZeroDivisionError), environment(HERE="for a while"):
        assert os.environ["HERE"] == "for a while"
        os.environ["HERE"] = 1 // 0
    assert os.environ.get("HERE") == before


def test_outside_a_project_it_is_said_so_wherever_the_library_is_installed(elsewhere):
    with pytest.raises(RecountedError, match="no data/datapackage.json here or above. Work inside a project"):
        root()


def test_a_named_project_goes_before_the_one_around(elsewhere, monkeypatch):
    _project(elsewhere)
    named = _project(elsewhere / "named")
    for text in (str(named), "named"):
        monkeypatch.setenv("RECOUNTED_ROOT", text)
        assert root() == named
    monkeypatch.setenv("RECOUNTED_ROOT", str(elsewhere / "data"))
    with pytest.raises(RecountedError, match="RECOUNTED_ROOT: .*data has no data/datapackage.json"):
        root()


def test_a_folder_that_is_gone_is_told(tmp_path, monkeypatch):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(RecountedError, match="the folder that one works in: is gone"):
        root()


def test_a_file_is_replaced_whole_and_no_draft_stays(tmp_path):
    path = tmp_path / "new" / "a.txt"
    write_whole(path, "one ≈\n")
    assert path.read_bytes() == "one ≈\n".encode()
    write_whole(path, b"two")
    assert path.read_bytes() == b"two" and list(path.parent.iterdir()) == [path]


def test_the_same_content_leaves_the_file_alone(tmp_path):
    path = tmp_path / "a.txt"
    write_whole(path, "one")
    os.utime(path, (1, 1))
    write_whole(path, "one")
    assert path.stat().st_mtime == 1


def test_a_link_stays_a_link_and_permissions_stay(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("one")
    target.chmod(0o640)
    link.symlink_to(target)
    write_whole(link, "two")
    assert link.is_symlink() and target.read_text() == "two" and target.stat().st_mode & 0o777 == 0o640


def test_a_folder_or_device_is_not_replaced(tmp_path):
    for path in (tmp_path, tmp_path / "pipe"):
        if not path.exists():
            os.mkfifo(path)
        with pytest.raises(RecountedError, match="this is no file to write to"):
            write_whole(path, "x")


def test_where_a_file_cannot_be_written_the_old_one_and_no_draft_stays(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("one")

    def full(*_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(RecountedError, match="a.txt: cannot be written .No space left on device"):
        write_whole(path, "two")
    assert path.read_text() == "one" and list(tmp_path.iterdir()) == [path]
    with pytest.raises(RecountedError, match="cannot be written"):
        write_whole(path / "below" / "b.txt", "x")
