// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfast-mmcore/json.h"

#include <functional>
#include <map>
#include <string>

class CMMCore;

namespace Holdfast {

class Cameras;

//! \brief One of the calls that a client can make: what it does with MMCore.
struct Call
{
    //! Begins it, in the worker of the device's library. Throws CMMError, or CallError. Returns its result, unless it
    //! has a finish.
    std::function<json(const json &request)> begin;
    //! Returns its result when the device is no longer busy; empty: it is done at once.
    std::function<json(const json &request)> finish {};
    //! Whether it changes something, so that a stop must prevent it.
    bool changes = false;
    //! Whether it moves a stage, so that the client is told the positions on the way, and it may take any time.
    bool moves = false;
};

//! Returns all calls by their names, but those that the Bridge itself serves. README.md says what each does.
std::map<std::string, Call> callsOf(CMMCore &core, Cameras &cameras);

//! Returns the position of a stage in micrometres: an object with x and y, or with z.
json positionOf(CMMCore &core, const std::string &device);

} // namespace Holdfast
