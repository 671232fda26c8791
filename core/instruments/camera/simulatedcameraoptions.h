// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>

namespace Holdfast {

//! \brief What the configuration can say about a SimulatedCamera.
struct SimulatedCameraOptions
{
    Q_GADGET
    Q_PROPERTY(double frameRate MEMBER frameRate)
public:
    static constexpr double slowest = 0.1;
    static constexpr double fastest = 60;

    double frameRate = 15; //!< of the live stream, per second, from \ref slowest to \ref fastest

    //! Throws a ThingError that says which option is wrong and what would be right.
    void check() const;
};

} // namespace Holdfast
