// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>

namespace Holdfast {

//! \brief What the configuration can say about an AravisCamera.
struct AravisCameraOptions
{
    Q_GADGET
    Q_PROPERTY(QString id MEMBER id)
    Q_PROPERTY(int packetSize MEMBER packetSize)
public:
    static constexpr int smallestPacket = 576;
    static constexpr int largestPacket = 9000;

    //! Which camera: its id, physical id, serial number or address. Empty: the only one.
    QString id;
    //! How many bytes a GigE camera sends at once, from \ref smallestPacket to \ref largestPacket. Above 1500 the network
    //! must have jumbo frames.
    int packetSize = 1400;

    //! Throws a ThingError that says which option is wrong and what would be right.
    void check() const;
};

} // namespace Holdfast
