"""What the site's box runs in the browser: the library as a zip, and Pyodide only as it was looked at."""

import functools
import http.server
import io
import os
import shutil
import subprocess
import sys
import threading
import zipfile

import pytest
from site_support import CITATION, made_site
from tests_support import ROOT

from recounted.errors import RecountedError
from recounted.judging.findings import load_findings
from recounted.site import box
from recounted.site.generator import Parts, build, methods
from recounted.site.pages import policy

pytestmark = pytest.mark.slow  # pages are written

ASK = "from recounted.judging.asked import asked; print(asked('2,1', 'equals', 'times', '2.14'))"


def test_the_library_works_from_its_zip_alone_and_prints_figures_as_the_article_does(project, tmp_path):
    package = project / "data/datapackage.json"
    package.write_text(package.read_text().replace("{", '{"decimalChar": ",", ', 1))
    library = box.library()
    assert library == box.library()
    zipfile.ZipFile(io.BytesIO(library)).extractall(tmp_path / "rules")
    given = {name: value for name, value in os.environ.items() if name not in ("RECOUNTED_ROOT", "PYTHONPATH")}
    command = [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, '.'); {ASK}"]
    done = subprocess.run(command, cwd=tmp_path / "rules", env=given, capture_output=True, text=True)
    assert done.stdout == "{'set': '2.05 to 2.15', 'answer': 'yes'}\n", done.stderr


def test_the_zip_has_the_terms_of_what_is_not_ours(project):
    names = zipfile.ZipFile(io.BytesIO(box.library())).namelist()
    assert sum("LICENSE" in name for name in names) == len(box.BESIDE)
    assert not [name for name in names if name.startswith("recounted/site")]


def test_without_npm_the_page_says_so_and_runs_nothing(project, monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    (project / "CITATION.cff").write_text(CITATION)
    (tmp_path / "pyodide").mkdir()
    assert box.write(tmp_path) is False and not (tmp_path / "pyodide").exists()
    page = methods([], False)
    assert "made without the box" in page and "<form" not in page and "script-src 'none'" in page


def test_another_package_than_the_one_looked_at_is_refused_and_not_kept(project):
    kept = project / box.KEPT / f"{box.NAME}-{box.VERSION}.tgz"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"another")
    with pytest.raises(RecountedError, match="is not the package that was looked at"):
        box.write(project / "site")
    assert not kept.exists()


def test_the_policy_of_its_page_lets_only_the_sites_own_files_work():
    allowed = policy("a {}", "b()", python=True)
    assert "'self' 'wasm-unsafe-eval'; connect-src 'self'" in allowed and "http" not in allowed
    assert "wasm" not in policy("a {}", "b()")


def test_a_figure_is_judged_in_the_browser(published, tmp_path):
    sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed (extra `trust`)")
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    kept = ROOT / box.KEPT / f"{box.NAME}-{box.VERSION}.tgz"
    if not chromium or not (kept.is_file() or shutil.which("npm")):
        pytest.skip("there is no Chromium or no npm here")
    if kept.is_file():
        (published / box.KEPT).mkdir(parents=True)
        shutil.copy(kept, published / box.KEPT)
    (published / "CITATION.cff").write_text(CITATION)
    site = published / "build/site"
    build(load_findings(), site, parts=Parts(box=True))
    if not (site / "pyodide").is_dir():
        pytest.skip("the npm registry is out of reach")
    quiet = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *given: None})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page, asked, own = browser.new_page(), [], f"http://127.0.0.1:{server.server_port}/"
        page.on("request", lambda request: None if request.url.startswith(own) else asked.append(request.url))
        page.goto(f"{own}methods.html")
        page.fill("[name=printed]", "about 50")
        page.select_option("[name=relation]", "about")
        page.fill("[name=value]", "46")
        page.click("#box button")
        page.get_by_text("stands for").wait_for(timeout=240_000)
        assert page.inner_text("#said") == "“about 50” stands for 45 to 55. Yes: the value is one that it stands for."
        page.goto(f"file://{site}/methods.html")
        assert "opened from a host, not from a folder" in page.inner_text("#said") and not page.is_visible("#box")
        browser.close()
    server.shutdown()
    assert [each for each in asked if not each.startswith(("file:", "data:"))] == []


def test_a_site_made_without_asking_for_it_has_no_box(published):
    assert not (made_site(published) / "pyodide").exists()
