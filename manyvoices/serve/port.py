"""The address to listen on, tried before anything is started."""

import errno
import socket

from manyvoices.config import Config
from manyvoices.shell.problems import ENVIRONMENT, Problem


def check_port(config: Config) -> None:
    """Raises Problem when the address cannot be listened on."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(config.host, config.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trying:
            trying.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trying.bind(address)
    except OSError as error:
        raise Problem(_why_not(config, error), ENVIRONMENT) from None


def answers(config: Config) -> bool:
    """Whether something takes connections on our own port of this machine."""
    family = socket.AF_INET6 if ":" in config.own_address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trying:
        trying.settimeout(1)
        return trying.connect_ex((config.own_address, config.port)) == 0


def _why_not(config: Config, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {config.port} on {config.host} is taken by another program. Stop it, or choose another port, "
            f"for example MANYVOICES_BIND={config.host}:{config.port + 1}."
        )
    if error.errno == errno.EACCES:
        return (
            f"This user may not listen on port {config.port}. Choose one above 1023 in MANYVOICES_BIND "
            "and let a reverse proxy answer on the port below."
        )
    return f"{config.bind} cannot be listened on: {error.strerror}. MANYVOICES_BIND must name this machine."
