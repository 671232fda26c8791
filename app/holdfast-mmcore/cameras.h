// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfast-mmcore/json.h"
#include "app/holdfast-mmcore/worker.h"

#include <mutex>
#include <string>

class CMMCore;

namespace Holdfast {

class FrameMemory;
class Messages;

//! \brief Takes pictures, and passes on those of a camera that runs. MMCore has one buffer for the running
//! cameras, so only one of them runs at a time. Thread-safe.
class Cameras
{
public:
    //! Uses \a core for as long as it lives.
    Cameras(CMMCore &core, FrameMemory &memory, Messages &messages);

    //! Takes one picture, and returns where it is. Throws CMMError, or CallError.
    json snap(const std::string &camera);
    //! Lets a camera run: each picture is an event "frame", unless the client still has the ones before. Throws as
    //! snap().
    void start(const std::string &camera);
    //! Stops it; has no effect on one that does not run. Throws CMMError.
    void stop(const std::string &camera);

private:
    void use(const std::string &camera);
    bool passOn();
    void tellLatest();

    CMMCore &m_core;
    FrameMemory &m_memory;
    Messages &m_messages;
    std::mutex m_mutex;    //!< is held while the buffer of MMCore is used, and guards what follows
    std::string m_running; //!< the camera that runs; empty: none
    unsigned m_bits = 0;   //!< of its pixels
    Worker m_pump;         //!< the last member: it uses the others
};

} // namespace Holdfast
