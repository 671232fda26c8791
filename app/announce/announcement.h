// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! \brief What the local network is told: that a station serves here.
struct Announcement
{
    QString name; //!< for people to choose by; at most 63 bytes of UTF-8
    quint16 port = 0;
};

//! A name for who did not choose one: "Holdfast on microscope3".
QString defaultServiceName();

} // namespace Holdfast
