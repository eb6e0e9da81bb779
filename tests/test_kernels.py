"""Forked kernels do what started ones do, each in a process of its own."""

import os

import nbformat
import pytest
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient

from tradetalks import kernels

pytestmark = pytest.mark.skipif(
    kernels.choose_manager() is AsyncKernelManager, reason="this system has no fork server, so kernels are started"
)


def run(manager, folder, *cells, env=None):
    """What each cell of a notebook puts out, executed with a kind of kernel manager."""
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    client = NotebookClient(notebook, kernel_manager_class=manager, resources={"metadata": {"path": str(folder)}})
    client.execute(env={**os.environ, **(env or {})})
    return [[dict(output) for output in cell.outputs] for cell in notebook.cells]


def test_forked_kernels_put_out_what_started_ones_do(tmp_path):
    cells = (
        "import os, sys; print(os.getcwd(), os.environ['MARK'], __name__, sys.argv[0].split(os.sep)[-1] != '')",
        "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show()",
        "import pandas; pandas.DataFrame({'a': [1]})",
        "sys.modules['__main__'].__dict__['os'] is os",
    )
    forked, started = (
        run(manager, tmp_path, *cells, env={"MARK": "here"}) for manager in (kernels.ForkingManager, AsyncKernelManager)
    )
    assert forked == started
    assert "image/png" in forked[1][-1]["data"], "figures are shown as in any kernel"


def test_every_kernel_is_a_process_of_its_own(tmp_path):
    cells = "import pandas, os; print(getattr(pandas, 'left', None), os.getpid()); pandas.left = 'behind'"
    (first,), (second,) = (run(kernels.ForkingManager, tmp_path, cells) for _ in range(2))
    assert first[0]["text"].startswith("None ") and second[0]["text"].startswith("None ")
    assert first[0]["text"] != second[0]["text"]


def test_a_kernel_finds_pandas_and_the_chapters_loaded(tmp_path):
    ((output,),) = run(
        kernels.ForkingManager, tmp_path, "import sys; print({'pandas', 'tradetalks.pages.trust'} <= {*sys.modules})"
    )
    assert output["text"] == "True\n"


def test_a_dead_kernel_is_noticed(tmp_path):
    from nbclient.exceptions import DeadKernelError

    with pytest.raises(DeadKernelError):
        run(kernels.ForkingManager, tmp_path, "import os; os._exit(3)")
