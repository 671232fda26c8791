// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/fault.h"

#include <QCoreApplication>
#include <QList>
#include <QString>

#include <functional>
#include <variant>

namespace Holdfast {

//! \brief A serial port of this computer, as the system describes it.
struct SerialPortEntry
{
    QString path;          //!< "/dev/ttyACM0"
    QString product {};    //!< its name; empty when it has none
    quint16 vendorId = 0;  //!< of USB; 0: it is no USB device
    quint16 productId = 0; //!< of USB
};

//! \brief Finds the serial port of a Sangaboard.
class PortSearch
{
    Q_DECLARE_TR_FUNCTIONS(Holdfast::PortSearch)
public:
    using List = std::function<QList<SerialPortEntry>()>;

    //! \a wanted is a path, or "auto": then the only port with the USB ids of a Sangaboard, and no other is touched. \a list
    //! returns the ports of this computer.
    explicit PortSearch(const QString &wanted, List list = &PortSearch::systemPorts);

    //! Returns the path to open, or what is in the way.
    std::variant<QString, Fault> find() const;

    //! Returns whether a port has the USB ids, or the name, of a motor board; the same as in installer/udev/holdfast.rules.
    static bool isKnown(const SerialPortEntry &port);
    static QList<SerialPortEntry> systemPorts();

private:
    const QString m_wanted;
    const List m_list;
};

} // namespace Holdfast
