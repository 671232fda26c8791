# SPDX-FileCopyrightText: 2026 The Holdfast authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Things that the dialect's tests drive, as LabThings' own server hosts them.

Each has a twin of the same name in C++, in mirrorserver/, which Holdfast hosts.
"""

from .actions import Actions, Cancels, Logs
from .blobs import Blobs, Camera
from .errors import Errors
from .faulty import CannotBeMade, CannotOpen, Faulty
from .lifecycle import Lifecycle
from .locked import Locked
from .properties import Counter, Properties
from .settings import OtherSettings, Settings
from .slots import Hub, Ping, Pong, Stately

__all__ = [
    "Actions",
    "Blobs",
    "Camera",
    "Cancels",
    "CannotBeMade",
    "CannotOpen",
    "Counter",
    "Errors",
    "Faulty",
    "Hub",
    "Lifecycle",
    "Locked",
    "Logs",
    "OtherSettings",
    "Ping",
    "Pong",
    "Properties",
    "Settings",
    "Stately",
]
