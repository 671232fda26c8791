# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A validator with the served schema and Holdfast itself agree on what a configuration may say."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from holdfast_server import HoldfastServer
from jsonschema import Draft7Validator

STAGE = {"class": "SimulatedStage", "kwargs": {"step_rate": 2000}}

GOOD: list[dict[str, Any]] = [
    {"things": {}},
    {"things": {"stage": "SimulatedStage", "eye": {"cls": "SimulatedCamera", "args": [], "kwargs": {}}}},
    {"things": {"stage": STAGE, "eye": {"class": "SimulatedCamera", "thing_slots": {"stage": "stage"}}}},
    {"things": {}, "journal": False, "announce": {"name": "Microscope 3"}, "application_config": None},
    {"things": {}, "journal": {"days": 3}, "announce": True, "allowed_hosts": ["a.lab"], "$schema": "x"},
]
BAD: list[dict[str, Any]] = [
    {},
    {"things": []},
    {"things": {}, "hots": "::1"},
    {"things": {}, "port": "5000"},
    {"things": {}, "port": 65536},
    {"things": {}, "journal": True},
    {"things": {}, "journal": {"days": 0}},
    {"things": {}, "announce": {}},
    {"things": {}, "global_lock_log_level": "info"},
    {"things": {}, "serve": {"/app": "/"}},
    {"base_config_file": ""},
    {"patch": {"things": {}}},
    {"things": {"lock": "SimulatedStage"}},
    {"things": {"a/b": "SimulatedStage"}},
    {"things": {"stage": 7}},
    {"things": {"stage": {}}},
    {"things": {"stage": {"class": "SimulatedStage", "cls": "SimulatedStage"}}},
    {"things": {"stage": {**STAGE, "args": [1]}}},
    {"things": {"stage": {**STAGE, "kwarg": {}}}},
    {"things": {"stage": {"class": "SimulatedStage", "kwargs": {"step_rate": 0}}}},
    {"things": {"stage": {"cls": "SimulatedStage", "kwargs": {"step_rat": 1}}}},
    {"things": {"stage": {**STAGE, "thing_slots": {"x": 1}}}},
]


@pytest.fixture(scope="module")
def validator(server: HoldfastServer) -> Draft7Validator:
    schema = server.get("/configuration.schema.json")
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


@pytest.fixture
def program(request: pytest.FixtureRequest) -> str:
    return request.config.getoption("--program")


def would_start(program: str, configuration: dict[str, Any], folder: Path) -> bool:
    file = folder / "lab.json"
    file.write_text(json.dumps(configuration), encoding="utf-8")
    return subprocess.run([program, "--check", "-c", file], capture_output=True, check=False).returncode == 0


@pytest.mark.parametrize("configuration", GOOD, ids=json.dumps)
def test_both_accept(configuration: dict[str, Any], validator: Draft7Validator, program: str, tmp_path: Path) -> None:
    assert validator.is_valid(configuration)
    assert would_start(program, configuration, tmp_path)


@pytest.mark.parametrize("configuration", BAD, ids=json.dumps)
def test_both_refuse(configuration: dict[str, Any], validator: Draft7Validator, program: str, tmp_path: Path) -> None:
    assert not validator.is_valid(configuration)
    assert not would_start(program, configuration, tmp_path)


def test_the_example_is_valid_with_all_keys_switched_on(validator: Draft7Validator, program: str) -> None:
    run = subprocess.run([program, "--write-config", "-"], capture_output=True, check=True, text=True)
    switched_on = re.sub(r'^( *)// ("[a-z_]+": )', r"\1\2", run.stdout, flags=re.MULTILINE)
    example = json.loads(re.sub(r"^ *//.*$", "", switched_on, flags=re.MULTILINE))
    assert set(example) == set(validator.schema["properties"]) - {"base_config_file", "patch"}
    assert list(validator.iter_errors(example)) == []
