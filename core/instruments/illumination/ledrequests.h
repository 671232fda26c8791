// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>

namespace Holdfast {

//! \brief The input of the action set_led of an illumination.
struct LedSwitch
{
    Q_GADGET
    Q_PROPERTY(bool ledOn MEMBER ledOn)
public:
    bool ledOn = true; //!< whether it shines
};

//! \brief The input of the action flash of an illumination.
struct LedFlashes
{
    Q_GADGET
    Q_PROPERTY(int numberOfFlashes MEMBER numberOfFlashes)
    Q_PROPERTY(double dt MEMBER dt)
public:
    int numberOfFlashes = 10; //!< from 1 to 100
    double dt = 0.5;          //!< seconds of each half, from 0.05 to 10
};

} // namespace Holdfast
