"""Starts Streamlit in this process, with two habits of it changed.

It asks an outside service for this machine's address when a page of another site tries to connect, and
opens a connection to learn the inside one: here nothing leaves the machine, and such pages are refused all
the same. And its log lines become JSON lines like ours, so that one program can watch both.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any


class JsonLines(logging.Formatter):
    """Log records as JSON, one a line: at (UTC), level, logger, message, and the error when there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record. It holds no text of a query or document, unless an error quotes it."""
        moment = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, Any] = {
            "at": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["trace"] = "".join(traceback.format_exception(*record.exc_info))
        return json.dumps(line, ensure_ascii=False)


def handler() -> logging.Handler:
    """Lines to standard error, where a service manager picks them up."""
    lines = logging.StreamHandler(sys.stderr)
    lines.setFormatter(JsonLines())
    return lines


def _streamlit_logs(logger: logging.Logger) -> None:
    """What Streamlit does with each of its loggers, with our lines."""
    for old in list(logger.handlers):
        logger.removeHandler(old)
    logger.addHandler(handler())


def main() -> None:
    """Run Streamlit with the arguments of this process, as `streamlit run` would."""
    logging.basicConfig(level=logging.WARNING, handlers=[handler()])
    logging.getLogger("kennisbank").setLevel(logging.INFO)
    from streamlit import logger, net_util  # noqa: PLC0415 - the logs come first

    logger.setup_formatter = _streamlit_logs
    for name in logging.root.manager.loggerDict:
        if name.startswith("streamlit") and logging.getLogger(name).handlers:
            _streamlit_logs(logging.getLogger(name))
    net_util.get_external_ip = net_util.get_internal_ip = _nowhere
    from streamlit.web.cli import main as streamlit  # noqa: PLC0415

    sys.argv = ["streamlit", "run", *sys.argv[1:]]
    streamlit()


def _nowhere() -> str | None:
    """The address of this machine, which nobody needs."""
    return None


if __name__ == "__main__":
    main()
