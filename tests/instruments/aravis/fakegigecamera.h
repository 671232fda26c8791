// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/glibpointers.h"

#include <arv.h>

namespace Holdfast {

//! \brief A GigE Vision camera on this computer that Aravis simulates: 2048 × 2048 pixels, 25 frames a second.
class FakeGigeCamera
{
public:
    static constexpr const char *id = "Aravis-Fake-HF01";

    FakeGigeCamera()
        : m_camera(arv_gv_fake_camera_new("127.0.0.1", "HF01"))
    {
    }

    //! Returns whether it has got its port.
    bool isRunning() const { return arv_gv_fake_camera_is_running(m_camera.get()); }
    //! Lets it lose packets: 0 for none, 1 for all.
    void losePackets(double ratio)
    {
        g_object_set(m_camera.get(), "gvsp-lost-ratio", ratio, nullptr);
    }

private:
    const GObjectPointer<ArvGvFakeCamera> m_camera;
};

} // namespace Holdfast
