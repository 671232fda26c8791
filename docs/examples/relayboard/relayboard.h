// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thing.h"

#include <QMap>
#include <QStringList>

#include <mutex>

namespace Holdfast {

//! \brief Stands in for the wire to a board of relays. A real one would be a serial port, used through
//! inThingThread().
class RelayWire
{
public:
    //! Returns the names of the relays that the board has; none when it does not answer.
    QStringList ask() const { return m_on.keys(); }
    //! Returns whether a relay is closed. May be called in any thread.
    bool isOn(const QString &relay) const;
    //! Opens or closes a relay. May be called in any thread.
    void set(const QString &relay, bool on);

private:
    mutable std::mutex m_mutex;
    QMap<QString, bool> m_on {{QStringLiteral("lamp"), false}, {QStringLiteral("pump"), false}};
};

//! \brief A board of relays. Which relays there are, only the board knows.
class RelayBoard : public Thing
{
    Q_OBJECT

public:
    RelayBoard();

    void discover() override;
    void emergencyStop() override;

private:
    void addRelay(const QString &relay);
    void addPulse(const QStringList &relays);
    void drive(const QString &relay, bool on);

    RelayWire m_wire;
};

} // namespace Holdfast
