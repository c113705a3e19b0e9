"""Starts the service: `python -m app`."""

import asyncio
import logging
import signal
import sys
from types import FrameType

import uvicorn

from app.api.application import create_app
from app.api.drain import Drain
from app.config import Config, ConfigError
from app.observability.logs import configure_logs

logger = logging.getLogger(__name__)


class DrainingServer(uvicorn.Server):
    """Continues to serve for a moment after SIGTERM, so that load balancers notice."""

    def __init__(self, config: uvicorn.Config, drain: Drain, delay_seconds: float) -> None:
        super().__init__(config)
        self._drain = drain
        self._delay_seconds = delay_seconds

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Report that the service is not ready, then stop; a second signal stops at once."""
        if self._drain.started or sig == signal.SIGINT:
            super().handle_exit(sig, frame)
            return
        logger.info("draining")
        self._drain.started = True
        asyncio.get_running_loop().call_later(self._delay_seconds, super().handle_exit, sig, frame)


def main() -> int:
    """Run until a signal stops the service."""
    try:
        config = Config.from_environment()
    except ConfigError as error:
        print(error, file=sys.stderr)
        return 2
    configure_logs(config.log_level, config.service_name, config.service_version, config.environment)
    drain = Drain()
    server = uvicorn.Config(
        create_app(config, drain),
        host=config.host,
        port=config.port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=config.shutdown_seconds,
        timeout_keep_alive=30,
    )
    DrainingServer(server, drain, config.drain_seconds).run()
    return 0


if __name__ == "__main__":
    sys.exit(main())
