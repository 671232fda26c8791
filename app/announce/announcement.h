// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

namespace Holdfast {

//! \brief The announcement to the local network that a station serves here.
struct Announcement
{
    QString name; //!< for people to choose by; at most 63 bytes of UTF-8
    quint16 port = 0;
    QString scheme = QStringLiteral("http"); //!< or "https"
};

//! Returns a name for a user that did not choose one: "Holdfast on microscope3".
QString defaultServiceName();

} // namespace Holdfast
