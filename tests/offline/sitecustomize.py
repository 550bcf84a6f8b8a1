"""Python reads this first, in every process that has this folder on its path: the network is shut off.

A connection to anything but this machine, and a question for an address, is written to the file that
KENNISBANK_OFFLINE_LOG names, and refused.
"""

import os
import sys

HERE = ("127.0.0.1", "::1", "localhost")


def _refuse(name: str, details: tuple) -> None:
    if name == "socket.connect":
        address = details[1]
        allowed = not isinstance(address, tuple) or address[0] in HERE
        asked = str(address)
    elif name in ("socket.getaddrinfo", "socket.gethostbyname"):
        allowed, asked = details[0] in (*HERE, "", None, "0.0.0.0"), str(details[0])
    elif name in ("socket.sendto", "socket.sendmsg"):
        address = details[1]
        allowed, asked = not isinstance(address, tuple) or address[0] in HERE, str(address)
    else:
        return
    if not allowed:
        with open(os.environ["KENNISBANK_OFFLINE_LOG"], "a", encoding="utf-8") as log:  # noqa: PTH123 - first of all modules
            log.write(f"{name} {asked} {sys.argv[:3]}\n")
        raise OSError(f"the network is shut off: {name} {asked}")


if "KENNISBANK_OFFLINE_LOG" in os.environ:
    sys.addaudithook(_refuse)
