// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/docs/lamp.h"

namespace Holdfast {

QByteArray LampWire::ask(const char *) const
{
    return {};
}

Lamp::Lamp()
{
    describe("exposureTime", tr("How long the sensor collects light.")).setting();
}

void Lamp::setExposureTime(int microseconds)
{
    const auto hold = holdGlobalLock();
    m_exposureTime = microseconds;
}

QString Lamp::look()
{
    const auto holdAll = holdGlobalLock();
    const auto hold = m_port.hold(); // throws GlobalLockBusyError after 50 ms
    const QByteArray answer = inThingThread([this] { return m_wire.ask("BRIGHTNESS?"); });
    if (answer.isEmpty()) {
        reportFault({.what = tr("The lamp does not answer."),
                     .remedy = tr("Look whether its cable is plugged in."),
                     .details = m_wire.errorString()});
    }
    return QString::fromLatin1(answer);
}

} // namespace Holdfast
