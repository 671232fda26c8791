# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Configurations with the classes of OpenFlexure's server, as its own simulation names them."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

THINGS = "openflexure_microscope_server.things."
SIMULATION: dict[str, Any] = {
    "things": {
        "camera": THINGS + "camera.simulation:SimulatedCamera",
        "stage": THINGS + "stage.dummy:DummyStage",
        "autofocus": THINGS + "focus.autofocus:AutofocusThing",
        "gallery": THINGS + "gallery.GalleryThing",
        "camera_stage_mapping": THINGS + "stage.camera_stage_mapping:CameraStageMapper",
        "illumination": THINGS + "illumination.SimulatorIllumination",
        "system": THINGS + "system:OpenFlexureSystem",
        "smart_scan": {"class": THINGS + "scanning.smart_scan:SmartScanThing",
                       "kwargs": {"default_workflow": "snake_workflow"}},
        "snake_workflow": THINGS + "scanning.scan_workflows:SnakeWorkflow",
        "raster_workflow": THINGS + "scanning.scan_workflows:RasterWorkflow",
        "bg_color_channels_luv": THINGS + "scanning.background_detect:ColourChannelDetectLUV",
        "bg_channel_deviations_luv": THINGS + "scanning.background_detect:ChannelDeviationLUV",
    },
    "settings_folder": "./openflexure/settings/",
    "api_prefix": "/api/v3",
    "application_config": {"log_folder": "./openflexure/logs/", "data_folder": "./openflexure/data/"},
}

@pytest.fixture
def check(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    def run(name: str, *flags: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([request.config.getoption("--program"), "--check", "-c", tmp_path / name, *flags],
                              capture_output=True, check=False, text=True, cwd=tmp_path)

    (tmp_path / "ofm_config_simulation.json").write_text(json.dumps(SIMULATION), encoding="utf-8")
    return run


def test_the_simulation_starts(check: Any) -> None:
    said = check("ofm_config_simulation.json")
    assert said.returncode == 0, said.stderr
    assert "things.bg_color_channels_luv is left out, and the rest works without it." in said.stdout


def test_a_patch_of_it_starts(check: Any, tmp_path: Path) -> None:
    (tmp_path / "ofm_config.json").write_text(json.dumps({
        "base_config_file": "./ofm_config_simulation.json",
        "patch": {"things": {"gallery": None, "stage": {"class": THINGS + "stage.dummy:DummyStage",
                                                         "kwargs": {"step_rate": 500}}}}}), encoding="utf-8")
    said = check("ofm_config.json")
    assert said.returncode == 0, said.stderr
    assert "things.gallery" not in said.stdout


def test_all_unknown_classes_are_named_at_once(check: Any, tmp_path: Path) -> None:
    strange = {"torch": THINGS + "torch:TorchThing", "stage": "SimulatedStage", "fire": "FireThing"}
    (tmp_path / "strange.json").write_text(json.dumps({"things": strange}), encoding="utf-8")
    refused = check("strange.json")
    assert refused.returncode == 3
    assert f"Holdfast has no class for torch ({THINGS}torch:TorchThing), fire (FireThing)." in refused.stderr
    assert check("strange.json", "--skip-unknown").returncode == 0
