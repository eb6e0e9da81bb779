"""Kernels that begin with pandas and matplotlib loaded: each is forked from one process that has loaded them.

Starting a kernel and importing pandas and matplotlib takes longer than most notebooks do. `multiprocessing`'s fork
server loads them once. Every notebook still runs in a process of its own, and shares with the others only what
importing leaves behind. Where the system has no fork server, kernels start as they always do.
"""

import multiprocessing
import os
from functools import cache
from multiprocessing.process import BaseProcess
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

#: What a kernel finds loaded: the kernel's own code, and what the notebooks of the book import.
PRELOADED = "tradetalks.preloaded"
_INLINE = "module://matplotlib_inline.backend_inline"


def choose_manager() -> type[AsyncKernelManager]:
    """The kernel manager that notebooks are executed with on this system."""
    return ForkingManager if "forkserver" in multiprocessing.get_all_start_methods() else AsyncKernelManager


class ForkingManager(AsyncKernelManager):
    """Manages a kernel that is forked instead of started."""

    async def _async_pre_start_kernel(self, **options: Any) -> tuple[list[str], dict[str, Any]]:
        self.provisioner = self.provisioner or ForkingProvisioner(kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**options)


class ForkingProvisioner(LocalProvisioner):
    """Launches a kernel by forking; all else is as for one that is started."""

    async def launch_kernel(self, cmd: list[str], **options: Any) -> dict[str, Any]:
        """Fork a kernel for the manager's connection file; `cmd` is not run. The connection is returned."""
        work = (self.parent.connection_file, str(options.get("cwd") or os.getcwd()), options["env"])
        process = _load_once().Process(target=run_kernel, args=work, daemon=True)
        process.start()
        self.process = _Started(process)
        return self.connection_info


class _Started:
    """A forked process with the face of `subprocess.Popen`, which Jupyter expects of a kernel."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess):
        self.process, self.pid = process, process.pid
        self.kill, self.terminate = process.kill, process.terminate

    def poll(self) -> int | None:
        return self.process.exitcode

    def wait(self) -> int | None:
        self.process.join()
        return self.process.exitcode

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)


@cache
def _load_once() -> multiprocessing.context.BaseContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([PRELOADED])
    return context


def run_kernel(connection_file: str, folder: str, environment: dict[str, str]) -> None:
    """Be a kernel until told to stop, in `folder` and with `environment`."""
    import matplotlib
    from ipykernel.kernelapp import IPKernelApp

    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    matplotlib.rcParams["backend"] = _INLINE  # a kernel sets this by a variable that matplotlib reads when imported
    ending_with = f"--IPKernelApp.parent_handle={os.getppid()}"
    IPKernelApp.launch_instance(["-f", connection_file, ending_with])
