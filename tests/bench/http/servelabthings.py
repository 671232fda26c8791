# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""LabThings with one small Thing. Usage: servelabthings.py PORT [--lock]"""

import sys

import labthings_fastapi as lt
import uvicorn


class NumberThing(lt.Thing):
    number: int = lt.property(default=42)

    @lt.action
    def noop(self) -> None:
        pass


if __name__ == "__main__":
    server = lt.ThingServer.from_things({"bench": NumberThing}, enable_global_lock="--lock" in sys.argv)
    # Does the same as its own serve(), without the access log.
    uvicorn.run(server.app, host="127.0.0.1", port=int(sys.argv[1]), ws="websockets-sansio",
                access_log=False, log_level="warning")
