// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/portsearch.h"

#include <QFileInfo>
#include <QSerialPortInfo>
#include <QStringList>

#include <algorithm>
#include <array>

namespace Holdfast {

namespace {

struct UsbId
{
    quint16 vendor;
    quint16 product;
};

// Arduinos (Leonardo, Micro), and boards behind a CH340 or an FTDI chip.
constexpr std::array s_known {
    UsbId {0x2341, 0x0036}, UsbId {0x2341, 0x0037}, UsbId {0x2341, 0x8036}, UsbId {0x2341, 0x8037},
    UsbId {0x2a03, 0x0036}, UsbId {0x2a03, 0x0037}, UsbId {0x2a03, 0x8036}, UsbId {0x2a03, 0x8037},
    UsbId {0x1a86, 0x7523}, UsbId {0x0403, 0x6001}, UsbId {0x0403, 0x6015},
};

} // namespace

PortSearch::PortSearch(const QString &wanted, List list)
    : m_wanted(wanted)
    , m_list(std::move(list))
{
}

std::variant<QString, Fault> PortSearch::find() const
{
    if (m_wanted != QLatin1String("auto")) {
        if (QFileInfo::exists(m_wanted))
            return m_wanted;
        return Fault {.what = tr("There is no serial port %1.").arg(m_wanted),
                      .remedy = tr("Plug the motor board in, or correct \u201cport\u201d in the "
                                   "configuration: the links in "
                                   "/dev/serial/by-id name the ports that are there.")};
    }
    QStringList paths;
    for (const SerialPortEntry &port : m_list()) {
        if (isKnown(port))
            paths << port.path;
    }
    if (paths.size() == 1)
        return paths.first();
    if (paths.isEmpty()) {
        return Fault {.what = tr("No motor board is plugged in."),
                      .remedy = tr("Plug it in. If it is, set \u201cport\u201d in the "
                                   "configuration to its path: its USB chip is not one "
                                   "that Sangaboards are known to have.")};
    }
    paths.sort();
    return Fault {.what = tr("Several serial ports may be the motor board: %1.")
                              .arg(paths.join(QStringLiteral(", "))),
                  .remedy = tr("Set \u201cport\u201d in the configuration to the right one, best "
                               "by its link in /dev/serial/by-id.")};
}

bool PortSearch::isKnown(const SerialPortEntry &port)
{
    if (port.vendorId == 0)
        return false;
    return port.product.contains(QLatin1String("sangaboard"), Qt::CaseInsensitive)
           || std::any_of(s_known.begin(), s_known.end(), [&port](const UsbId &id) {
                  return id.vendor == port.vendorId && id.product == port.productId;
              });
}

QList<SerialPortEntry> PortSearch::systemPorts()
{
    QList<SerialPortEntry> found;
    const QList<QSerialPortInfo> ports = QSerialPortInfo::availablePorts();
    for (const QSerialPortInfo &port : ports) {
        found << SerialPortEntry {
            .path = port.systemLocation(),
            .product = port.description(),
            .vendorId = port.hasVendorIdentifier() ? port.vendorIdentifier() : quint16(0),
            .productId = port.hasProductIdentifier() ? port.productIdentifier() : quint16(0)};
    }
    return found;
}

} // namespace Holdfast
