"""How “Ma ville” is served: workers that end once they have held someone's readings (design of the no-retention lab).

The application is loaded in the master before forking, so that a new worker costs a few milliseconds.
"""

import gc
import logging
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from sandbox.aggregator.configuration import current  # noqa: E402
from sandbox.aggregator.guard import Guard  # noqa: E402
from sandbox.aggregator.middleware import HELD_DATA  # noqa: E402

configuration = current()
for folder in configuration.folders.values():
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
os.environ["DJANGO_SETTINGS_MODULE"] = "sandbox.aggregator.settings"
tempfile.tempdir = str(configuration.folders["tmp"])
chdir = str(configuration.data_dir)
umask = 0o077

guard = Guard(configuration.vault_url, configuration.data_dir)
guard.install()

preload_app = True
worker_class = "sync"
# Each waits for the vault most of the time, and one is always being replaced.
workers = 4
timeout = 30
graceful_timeout = 5
worker_tmp_dir = str(configuration.folders["tmp"])
control_socket_disable = True
proc_name = configuration.client_id

# Neither query strings (codes, states), nor addresses of people, nor what they come from.
accesslog = str(configuration.folders["journaux"] / "acces.log")
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(B)s %(M)s ms"
errorlog = str(configuration.folders["journaux"] / "erreurs.log")
logger_class = "sandbox.aggregator.logs.SoberLogger"
loglevel = os.environ.get("MAVILLE_LOG_LEVEL", "warning")


def on_starting(server: Any) -> None:
    """From now on nothing listens but the addresses this server was given."""
    guard.binds = {tuple(address[:2]) for address in server.cfg.address if isinstance(address, tuple)}


def when_ready(server: Any) -> None:
    """What is loaded stays where it is: workers share these pages of memory instead of copying them."""
    gc.collect()
    gc.freeze()


def post_request(worker: Any, req: Any, environ: dict[str, Any], resp: Any) -> None:
    """The memory of a worker that held readings is given back to the system: it serves nobody else."""
    if environ.get(HELD_DATA):
        worker.alive = False
        worker.held_data = True


def worker_exit(server: Any, worker: Any) -> None:
    """At once: taking the whole interpreter apart would keep the next visitor waiting."""
    if getattr(worker, "held_data", False):
        logging.shutdown()
        os._exit(0)
