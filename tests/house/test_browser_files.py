"""Only what is served is copied, without references to what is not."""

from pathlib import Path

from outsourcing.launch.browser_files import SERVED, copy_served
from outsourcing.launch.places import NODE_MODULES


def test_served_files_refer_to_nothing_that_is_missing(tmp_path: Path) -> None:
    copy_served(NODE_MODULES, tmp_path)

    copied = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    icons = (tmp_path / "bootstrap-icons" / "bootstrap-icons.min.css").read_text()
    assert copied == {file.target for file in SERVED}
    assert "sourceMappingURL" not in (tmp_path / "bootstrap" / "bootstrap.min.css").read_text()
    assert 'format("woff2")' in icons
    assert 'format("woff")' not in icons
