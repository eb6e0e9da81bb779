"""The command line, called from within."""

import sys

import pytest
from sample_articles import ENGLISH

from tradetalks import __version__, cli, codebook, pipeline
from tradetalks.errors import InputError, one_line


@pytest.fixture
def article(tmp_path):
    (tmp_path / "seeds").mkdir()
    path = tmp_path / "seeds" / "a.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    return path


def test_build_returns_0_and_reports(article, tmp_path, capsys):
    assert cli.main(["build", "--seeds", str(article.parent), "--data", str(tmp_path / "data")]) == 0
    assert "read 1 articles, 1 on the talks" in capsys.readouterr().out


def test_input_at_fault_returns_1_with_one_line(tmp_path, capsys):
    assert cli.main(["build", "--seeds", str(tmp_path / "none"), "--data", str(tmp_path / "data")]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"tradetalks build: {tmp_path / 'none'}: there is no such folder; name the folder that holds the articles\n"


@pytest.mark.parametrize("argv", [[], ["none"], ["build"], ["build", "--none"], ["check"]])
def test_wrong_usage_leaves_with_2(argv, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(argv)
    assert left.value.code == 2 and "usage: tradetalks" in capsys.readouterr().err


def test_help_and_version_leave_with_0(capsys):
    for argv in (["--help"], ["--version"], *([name, "--help"] for name in cli.COMMANDS)):
        with pytest.raises(SystemExit) as left:
            cli.main(argv)
        assert left.value.code == 0
    assert f"tradetalks {__version__}" in capsys.readouterr().out


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_has_its_module_and_a_line_of_help(name):
    module, text = cli.COMMANDS[name]
    loaded = cli.import_module(module)
    assert callable(loaded.add_arguments) and callable(loaded.run) and loaded.run.__module__ == module
    assert text[0].islower() and not text.endswith(".")


def test_arguments_come_from_the_command_line(article, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["tradetalks", "build", "--seeds", str(article.parent), "--data", str(tmp_path / "data")])
    assert cli.main() == 0


def test_only_the_called_command_is_loaded():
    parser = cli.make_parser("diff")
    with pytest.raises(SystemExit):
        parser.parse_args(["build", "--seeds", "x"])


def test_a_mistake_of_the_program_is_not_hidden(monkeypatch):
    def fail(args):
        raise KeyError("a mistake")

    monkeypatch.setattr(cli.import_module("tradetalks.compare"), "run", fail)
    with pytest.raises(KeyError):
        cli.main(["diff", "a", "b"])


def test_a_slip_in_the_codebook_is_one_line(article, tmp_path, monkeypatch, capsys):
    broken = tmp_path / "codebook"
    broken.mkdir()
    for name in ("codes.yml", "goods.yml"):
        text = (codebook.HERE / name).read_text(encoding="utf-8")
        (broken / name).write_text(text.replace("harmonise-interests:", "harmonise-interests: [", 1), encoding="utf-8")
    monkeypatch.setattr(pipeline.run, "load", lambda: codebook.load(broken))
    assert cli.main(["build", "--seeds", str(article.parent), "--data", str(tmp_path / "data")]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1 and told.startswith("tradetalks build: codes.yml") and not (tmp_path / "data").exists()


def test_codings_lists_spans_and_explains_them(article, capsys):
    assert cli.main(["codings", str(article)]) == 0
    plain = capsys.readouterr().out
    assert "harmonise-interests      harmonise interests" in plain
    assert cli.main(["codings", "--explain", str(article)]) == 0
    explained = capsys.readouterr().out
    assert "coded   share-risks" in explained and "“share risks”" in explained and explained.count("\n") > plain.count("\n")


def test_codings_of_an_article_off_topic_say_so(tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text("Harmonising interests and sharing risks is the way of the builders of the railway.")
    assert cli.main(["codings", str(path)]) == 0
    captured = capsys.readouterr()
    assert "not on the Việt Nam-US trade talks" in captured.err and "share-risks" in captured.out


@pytest.mark.parametrize(("text", "line"), [("a\nb\tc", "a b c"), ("a\x1b[0m", "a [0m"), ("x\ud800", "x\\ud800"), ("  a  ", "a"), ("a\u2028b", "a b")])
def test_one_line(text, line):
    assert one_line(text) == line


def test_an_error_says_where_what_and_what_to_do():
    assert str(InputError("f.txt", "empty", "fill it")) == "f.txt: empty; fill it"
    assert str(InputError("", "empty")) == "empty"
