# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What OpenFlexure's programs ask a server for, and the shape of the answers that they need.

A shape is a type, a list with the shape of its items (an empty one stands for itself), a tuple with those of each item, an object with the shapes of the keys that
must be there, a set of allowed values, None, or a function that says whether a value fits. `Maybe` is a shape or null.
"""

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Maybe:
    """Null, or a value of a shape."""

    shape: Any


def number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def uuid_text(value: Any) -> bool:
    return isinstance(value, str) and str(uuid.UUID(value)) == value


def matching(pattern: str) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value) is not None


def misfit(value: Any, shape: Any, place: str = "it") -> str | None:
    """Returns where a value does not fit a shape; None when it fits."""
    if isinstance(shape, Maybe):
        return None if value is None else misfit(value, shape.shape, place)
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return f"{place} is {value!r} and no object"
        missing = [key for key in shape if key not in value]
        if missing:
            return f"{place} has no {missing}"
        return next(filter(None, (misfit(value[key], shape[key], f"{place}.{key}") for key in shape)), None)
    if isinstance(shape, tuple):
        if not isinstance(value, list) or len(value) != len(shape):
            return f"{place} is {value!r} and no list of {len(shape)}"
        return next(filter(None, (misfit(each, shape[i], f"{place}[{i}]") for i, each in enumerate(value))), None)
    if isinstance(shape, list):
        if not isinstance(value, list):
            return f"{place} is {value!r} and no list"
        if not shape:
            return None if not value else f"{place} is {value!r} and not empty"
        return next(filter(None, (misfit(each, shape[0], f"{place}[{i}]") for i, each in enumerate(value))), None)
    if isinstance(shape, set):
        fits = value in shape
    elif isinstance(shape, type):
        fits = type(value) is shape  # a bool is no int here
    elif shape is None:
        fits = value is None
    else:
        fits = shape(value)
    return None if fits else f"{place} is {value!r}"


XYZ = {"x": int, "y": int, "z": int}
FLAGS = {"x": bool, "y": bool, "z": bool}
MATRIX = ((number, number), (number, number))

ACTION_BUTTON = {
    "element_type": {"action_button"}, "thing": str, "action": str, "poll_interval": number, "submit_label": str,
    "can_terminate": bool, "requires_confirmation": bool, "button_primary": bool, "modal_progress": bool,
    "stream_with_modal": bool, "notify_on_success": bool, "response_is_success_message": bool,
}
PROPERTY_CONTROL = {
    "element_type": {"property_control"}, "thing": str, "property_name": str, "label": str, "read_back": bool,
    "read_back_delay": number, "options": Maybe(dict), "step": Maybe(number),
}
BLOB = {"href": matching("https?://.*"), "media_type": str}
SWEEP = {"jpeg_times": [number], "jpeg_sizes": [int], "stage_times": [number], "stage_positions": [XYZ]}


@dataclass(frozen=True)
class Property:
    """GET of a property, and where `write` is given a PUT of that value."""

    thing: str
    name: str
    shape: Any
    write: Any = None


@dataclass(frozen=True)
class Action:
    """POST of an action with `body`, polled until it has ended as `status`; the shape of its output."""

    thing: str
    name: str
    body: Any
    output: Any = None
    status: str = "completed"


@dataclass(frozen=True)
class Resource:
    """A request for an address that is no affordance."""

    path: str  # below the prefix, unless it begins with "//", which is the root
    media_type: str
    shape: Any = None  # of JSON
    method: str = "GET"
    status: int = 200


LOG_LINE = {
    "timestamp": matching(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}"), "level": {"DEBUG", "INFO", "WARNING", "ERROR"},
    "summary": str, "message": str, "invocation_id": Maybe(uuid_text), "calling_action": Maybe(str), "logger": str,
    "sequence": int,
}

SERVER = [
    Resource("/log/", "application/json", [LOG_LINE]),
    Resource("/logfile/", "text/plain"),
    Resource("//routes", "application/json",
             {"/api/v2/streams/snapshot": {"url": {"/api/v2/streams/snapshot"}, "methods": [{"GET"}]}}),
    Resource("//api/v2/streams/snapshot", "image/jpeg"),
    Resource("//api/v2/streams/snapshot", "image/jpeg", method="HEAD"),
    Resource("//api/v2/instrument/settings/name", "application/json", str),
    Resource("//", "text/html"),
    Resource("//status", "text/html"),
]
SYSTEM = [
    Property("system", "hostname", str),
    Property("system", "version_data", {"version": str, "version_source": str}),
    Property("system", "is_raspberrypi", bool),
    Property("system", "microscope_id", uuid_text),
    Property("system", "hardware_id", Maybe(str)),
    Property("system", "os_version", Maybe(str)),
    Property("system", "sample", str, write="an onion"),
    Property("system", "operator", str, write="Ada"),
    Property("system", "notes", str, write="stained with iodine"),
    Action("system", "get_things_state", {}, {"stage": {"position": XYZ}, "system": {
        "hostname": str, "microscope-uuid": uuid_text, "version": str, "version_source": str,
        "sample": {"an onion"}, "operator": {"Ada"}, "notes": {"stained with iodine"}}}),
]
STAGE = [
    Property("stage", "position", XYZ),
    Property("stage", "axis_names", (str, str, str)),
    Property("stage", "moving", bool),
    Property("stage", "axis_inverted", FLAGS),
    Property("stage", "backlash_steps", XYZ),
    Property("stage", "calibration_required", {False}),
    Property("stage", "can_calibrate", {False}),
    Action("stage", "move_relative", {"x": 10}),
    Action("stage", "move_relative", {"z": -10, "block_cancellation": True, "backlash_compensation": 4}),
    Action("stage", "move_absolute", {"x": 5, "y": 5, "z": 5, "block_cancellation": False,
                                      "backlash_compensation": None}),
    *(Action("stage", "move_absolute", {"x": 0, "backlash_compensation": axes}) for axes in (1, 2, 3, 4)),
    Action("stage", "move_to_xyz_position", {"xyz_pos": [1, 2, 3]}),
    Action("stage", "get_xyz_position", {}, ({1}, {2}, {3})),
    Action("stage", "move_to_origin", {}),
    Action("stage", "set_zero_position", {}),
    Action("stage", "invert_axis_direction", {"axis": "z"}),
    Action("stage", "invert_axis_direction", {"axis": "z"}),
    Action("stage", "jog", {"x": 600, "y": 0, "z": 0}),
    Action("stage", "jog", {"stop": True}),
    Action("stage", "jog", {"x": 0, "y": 0, "z": 0}),
]
CAMERA = [
    Property("camera", "stream_active", bool),
    Property("camera", "exposure_time", number),
    Property("camera", "analogue_gain", number),
    Property("camera", "capture_modes", {mode: {"description": str, "save_resolution": Maybe([int])}
                                         for mode in ("quick", "standard")}),
    Property("camera", "streaming_modes", {mode: {"description": str} for mode in ("default", "full_resolution")}),
    Property("camera", "streaming_mode", str),
    Property("camera", "settling_time", number, write=0.1),
    Property("camera", "downsampled_array_factor", int, write=2),
    Property("camera", "calibration_required", bool),
    Property("camera", "can_calibrate", bool),
    Property("camera", "primary_calibration_actions", [ACTION_BUTTON]),
    Property("camera", "secondary_calibration_actions", [ACTION_BUTTON]),
    Property("camera", "manual_camera_settings", [PROPERTY_CONTROL]),
    Action("camera", "capture", {}, BLOB),
    Action("camera", "capture", {"capture_mode": "standard", "retain_image": True}, BLOB),
    Action("camera", "capture", {"capture_mode": "standard", "retain_image": False}, BLOB),
    Action("camera", "capture", {"capture_mode": "standard", "image_format": "jpeg", "retain_image": True}, BLOB),
    Action("camera", "capture", {"capture_mode": "quick", "image_format": "png", "retain_image": False}, BLOB),
    Action("camera", "grab_jpeg", {"stream_name": "lores"}, BLOB),
    Action("camera", "grab_jpeg_size", {"stream_name": "main"}, int),
    Action("camera", "capture_downsampled_array", {}, list),
    Action("camera", "settle", {}),
    Action("camera", "discard_frames", {}),
    Action("camera", "change_streaming_mode", {"mode": "default"}),
    Resource("/camera/snapshot", "image/jpeg"),
    Resource("/camera/capture/nothing.jpeg", "application/json", {"detail": str}, method="DELETE", status=400),
]
MAPPING = [
    Property("camera_stage_mapping", "calibration_required", {True}),
    Property("camera_stage_mapping", "can_calibrate", {True}),
    Property("camera_stage_mapping", "image_to_stage_displacement_matrix", Maybe(MATRIX)),
    Property("camera_stage_mapping", "image_resolution", Maybe((int, int))),
    Property("camera_stage_mapping", "last_calibration", None),
    Action("camera_stage_mapping", "move_in_image_coordinates", {"x": 10, "y": 5}, status="error"),
    Action("camera_stage_mapping", "calibrate_xy", {}, dict),
    Property("camera_stage_mapping", "calibration_required", {False}),
    Property("camera_stage_mapping", "image_to_stage_displacement_matrix", MATRIX),
    Property("camera_stage_mapping", "image_resolution", (int, int)),
    Property("camera_stage_mapping", "last_calibration", dict),
    Action("camera_stage_mapping", "move_in_image_coordinates", {"x": 121, "y": 49}),
    Action("camera_stage_mapping", "convert_image_to_stage_coordinates", {"x": 10, "y": 5}, {"x": int, "y": int}),
    Action("camera_stage_mapping", "convert_stage_to_image_coordinates", {"x": 10, "y": 5},
           {"x": number, "y": number}),
]
FOCUS = [
    Action("autofocus", "fast_autofocus", {"dz": 2000, "start": "centre"}, SWEEP),
    Action("autofocus", "fast_autofocus", {"dz": 2000, "start": "centre", "sharpness_metric": 1}, SWEEP),
    Action("autofocus", "looping_autofocus", {"dz": 2000, "start": "centre"}, dict),
    Action("autofocus", "measure_settling_time", {"delay": 0.2, "dz": 100}, SWEEP),
]
LIGHT = [
    Action("illumination", "set_led", {"led_on": False}),
    Action("illumination", "set_led", {"led_on": True}),
    Action("illumination", "flash", {"dt": 0.05, "number_of_flashes": 2}),
]
SCAN = [
    Property("smart_scan", "workflow_name", str),
    Property("smart_scan", "all_workflow_names", [str]),
    Property("smart_scan", "workflow_display_names", dict),
    Property("smart_scan", "stitch_automatically", bool, write=False),
    Property("smart_scan", "stitch_tiff", bool, write=False),
    Property("smart_scan", "latest_scan_live_details", None),
    Resource("/smart_scan/latest_preview_stitch.jpg", "application/json", {"detail": str}, status=404),
    Resource("/smart_scan/scans/no%20name", "application/json", {"detail": str}, method="DELETE", status=400),
    Action("smart_scan", "purge_empty_scans", {}),
]
GALLERY = [
    Property("gallery", "card_types", ({"Capture"}, {"Scan"})),
    Property("gallery", "bulk_actions", [ACTION_BUTTON]),
    Property("gallery", "list_data", [{
        "name": str, "path": str, "thing": str, "delete_endpoint": str, "created": number, "modified": number,
        "card_type": {"Capture", "Scan"}, "thumbnail_source": Maybe(str)}]),
    Action("gallery", "delete_all_data", {"card_types": ["Capture"]}),
    Property("gallery", "list_data", []),
]

CONTRACT: list[Property | Action | Resource] = [
    *SERVER, *SYSTEM, *STAGE, *LIGHT, *CAMERA, *FOCUS, *MAPPING, *SCAN, *GALLERY]


def thing_of(row: Property | Action | Resource) -> str | None:
    """Returns the Thing that a row asks; None for the server itself."""
    if not isinstance(row, Resource):
        return row.thing
    first = row.path.split("/")[1]
    return first if first in {each.thing for each in CONTRACT if not isinstance(each, Resource)} else None
