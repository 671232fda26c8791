#!/usr/bin/env -S python3 -I -S
# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bridge to Micro-Manager without Micro-Manager: it speaks the lines of app/holdfast-mmcore/README.md for a stage with two
axes, a focus drive, a camera, a filter wheel and a shutter, and has faults.

Its "configuration of Micro-Manager" is a JSON object:

  log: PATH            append each line that comes in to this file
  speed: NUMBER        of the stages, in micrometres per second (1000)
  load: KIND           refuse to load, with an error of this kind
  silent: [CALL, ...]  never answer these calls
  garbage: [CALL, ...] answer them with something that is no JSON
  dies: [CALL, ...]    exit with 3 instead
  crashes: [CALL, ...] end by SIGSEGV instead
  late: {CALL: S}      answer them S seconds later
  deaf: [CALL, ...]    read nothing any more after this call
  more: true           have another property
"""

import json
import os
import resource
import select
import signal
import struct
import sys
import time

MEMORY = 3
WIDTH, HEIGHT, BITS = 64, 48, 12


def number(name: str, value: float, low: float, high: float) -> dict:
    return {"name": name, "type": "number", "read_only": False, "value": f"{value:.4f}", "minimum": low, "maximum": high}


class FakeBridge:
    def __init__(self) -> None:
        self.config: dict = {}
        self.position = {"XY": {"x": 0.0, "y": 0.0}, "Z": {"z": 0.0}}
        self.moves: list[dict] = []
        self.properties = {
            "XY": [number("Velocity", 1, 0.1, 10)],
            "Z": [],
            "Camera": [number("Exposure", 10, 0, 1000), number("Gain", 2, 0, 8),
                       {"name": "Binning", "type": "integer", "read_only": False, "value": "1", "allowed": ["1", "2", "4"]},
                       {"name": "CCDTemperature", "type": "number", "read_only": True, "value": "-5.0000"},
                       {"name": "Note", "type": "string", "read_only": False, "value": "none"}],
            "Filter Wheel": [{"name": "Label", "type": "string", "read_only": False, "value": "DAPI", "allowed": ["DAPI", "FITC"]},
                             {"name": "State", "type": "integer", "read_only": False, "value": "0", "allowed": ["0", "1"]}],
            "White Light Shutter": [],
            "Core": [{"name": "Initialize", "type": "integer", "read_only": False, "value": "1", "allowed": ["0", "1"]},
                     {"name": "AutoShutter", "type": "integer", "read_only": False, "value": "1", "allowed": ["0", "1"]}],
        }
        self.is_open = False
        self.preset = ""
        self.stream: dict | None = None
        self.taken: set[int] = set()
        self.later: list[tuple[float, dict]] = []
        self.is_deaf = False

    # --- what is sent

    def write(self, message: dict) -> None:
        os.write(1, (json.dumps(message) + "\n").encode())

    def answer(self, request: dict, result: object) -> None:
        self.write({"id": request["id"], "result": result})

    def refuse(self, request: dict, kind: str, message: str) -> None:
        self.write({"id": request["id"], "error": {"kind": kind, "message": message}})

    # --- what comes in

    def receive(self, line: bytes) -> None:
        request = json.loads(line)
        call = request["call"]
        if call == "load":
            with open(request["config"], encoding="utf-8") as file:
                self.config = json.load(file)
        if "log" in self.config:
            with open(self.config["log"], "ab") as log:
                log.write(line + b"\n")
        if call in self.config.get("deaf", []):
            self.is_deaf = True
        if call in self.config.get("dies", []):
            print("The adapter says goodbye.", file=sys.stderr, flush=True)
            os._exit(3)
        if call in self.config.get("crashes", []):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            os.kill(os.getpid(), signal.SIGSEGV)
        if call in self.config.get("garbage", []):
            os.write(1, b"Segment 3 moved to 17.5\n")
        elif call in self.config.get("late", {}):
            self.later.append((time.monotonic() + self.config["late"][call], request))
        elif call not in self.config.get("silent", []):
            self.serve(request)

    def serve(self, request: dict) -> None:
        getattr(self, "call_" + request["call"])(request)

    def call_load(self, request: dict) -> None:
        if "load" in self.config:
            return self.refuse(request, self.config["load"], "Line 7: no such thing")
        if self.config.get("more"):
            self.properties["Z"].append(number("Speed", 1, 0, 2))
        kinds = {"XY": "xy_stage", "Z": "stage", "Camera": "camera", "Filter Wheel": "state",
                 "White Light Shutter": "shutter", "Core": "core"}
        devices = [{"label": label, "kind": kind, "library": "Fake", "description": f"A fake {kind}",
                    "properties": self.properties[label]} for label, kind in kinds.items()]
        devices[2]["exposure"] = 10
        devices[3]["labels"] = ["DAPI", "FITC"]
        self.answer(request, {"version": "Fake 1.0", "device_interface": 75, "devices": devices,
                              "groups": [{"name": "Channel", "presets": ["DAPI", "FITC"]}]})

    def property(self, request: dict) -> dict:
        return next(each for each in self.properties[request["device"]] if each["name"] == request["property"])

    def call_get(self, request: dict) -> None:
        self.answer(request, self.property(request)["value"])

    def call_set(self, request: dict) -> None:
        value = request["value"]
        if value == "refuse":
            return self.refuse(request, "failed", "The device does not like that.")
        each = self.property(request)
        each["value"] = f"{float(value):.1f}000" if each["type"] == "number" else value
        self.tell(request["device"], each["name"], each["value"])
        self.answer(request, each["value"])

    def tell(self, device: str, name: str, value: str) -> None:
        self.write({"event": "property", "device": device, "property": name, "value": value})

    def call_get_label(self, request: dict) -> None:
        self.answer(request, self.properties["Filter Wheel"][0]["value"])

    def call_set_label(self, request: dict) -> None:
        self.properties["Filter Wheel"][0]["value"] = request["value"]
        self.properties["Filter Wheel"][1]["value"] = "1" if request["value"] == "FITC" else "0"
        for each in self.properties["Filter Wheel"]:
            self.tell("Filter Wheel", each["name"], each["value"])
        self.answer(request, request["value"])

    def call_get_open(self, request: dict) -> None:
        self.answer(request, self.is_open)

    def call_set_open(self, request: dict) -> None:
        self.is_open = request["value"]
        self.answer(request, self.is_open)

    def call_get_preset(self, request: dict) -> None:
        self.answer(request, self.preset)

    def call_set_preset(self, request: dict) -> None:
        self.preset = request["value"]
        self.write({"event": "preset", "group": request["group"], "value": self.preset})
        self.answer(request, self.preset)

    def call_get_exposure(self, request: dict) -> None:
        self.answer(request, float(self.properties["Camera"][0]["value"]))

    def call_set_exposure(self, request: dict) -> None:
        self.properties["Camera"][0]["value"] = f"{round(request['value'], 1):.4f}"
        self.call_get_exposure(request)

    def call_position(self, request: dict) -> None:
        self.answer(request, self.position[request["device"]])

    def call_move(self, request: dict) -> None:
        self.moves.append({"request": request, "since": time.monotonic(), "from": dict(self.position[request["device"]])})

    def picture(self) -> dict | None:
        free = next((slot for slot in range(3) if slot not in self.taken), None)
        if free is None:
            return None
        self.taken.add(free)
        size = WIDTH * HEIGHT * 2
        os.pwrite(MEMORY, struct.pack("<H", (1 << BITS) - 1) * (WIDTH * HEIGHT), free * size)
        return {"width": WIDTH, "height": HEIGHT, "pixel_type": "GRAY16", "bits": BITS, "slot": free, "offset": free * size,
                "size": size}

    def call_snap(self, request: dict) -> None:
        self.answer(request, self.picture())

    def call_release(self, request: dict) -> None:
        self.taken.discard(request["slot"])

    def call_start_stream(self, request: dict) -> None:
        self.stream = {"device": request["device"]}
        self.answer(request, None)

    def call_stop_stream(self, request: dict) -> None:
        self.stream = None
        self.answer(request, None)

    def call_stop(self, request: dict) -> None:
        for move in self.moves:
            if request.get("device", move["request"]["device"]) == move["request"]["device"]:
                self.advance(move)
                self.refuse(move["request"], "stopped", "It was stopped.")
                move["done"] = True
        self.is_open = self.is_open and "device" in request
        self.answer(request, {"stopped": ["XY", "Z"], "failed": {}})

    # --- what goes on by itself

    def advance(self, move: dict) -> bool:
        """Moves all axes at the same speed. Returns whether the stage has arrived."""
        device, target = move["request"]["device"], move["request"]["to"]
        way = (time.monotonic() - move["since"]) * self.config.get("speed", 1000)
        here = self.position[device]
        for axis, begin in move["from"].items():
            distance = target.get(axis, begin) - begin
            here[axis] = begin + max(-way, min(way, distance))
        return all(here[axis] == target.get(axis, begin) for axis, begin in move["from"].items())

    def tick(self) -> None:
        for move in self.moves:
            if move.get("done"):
                continue
            move["done"] = self.advance(move)
            here = self.position[move["request"]["device"]]
            if move["done"]:
                self.answer(move["request"], here)
            else:
                self.write({"event": "busy", "id": move["request"]["id"], "position": here})
        self.moves = [move for move in self.moves if not move.get("done")]
        if self.stream and (picture := self.picture()):
            self.write({"event": "frame", **self.stream, **picture})
        now = time.monotonic()
        for due, request in [each for each in self.later if each[0] <= now]:
            self.later.remove((due, request))
            self.serve(request)

    def run(self) -> None:
        self.write({"event": "ready", "version": "Fake 1.0", "device_interface": 75})
        buffer = b""
        while True:
            is_busy = self.moves or self.stream or self.later
            ready, _, _ = select.select([] if self.is_deaf else [0], [], [], 0.02 if is_busy else None)
            if ready:
                got = os.read(0, 65536)
                if not got:
                    return
                buffer += got
                *lines, buffer = buffer.split(b"\n")
                for line in lines:
                    self.receive(line)
            self.tick()


if __name__ == "__main__":
    FakeBridge().run()
