// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/mirrorserver/settings.h"

namespace Mirror {

Settings::Settings()
{
    describeThing(QStringLiteral("Remembers."));
    for (const char *name : {"exposure", "corner", "serial", "angle"})
        describe(name, {}).setting();
    describe("operatorText", {}).wireName(QStringLiteral("operator")).setting();
    describe("limit", {}).range({0, 100}).setting();
}

void Settings::setAngle(double value)
{
    m_angle = value;
    Q_EMIT angleChanged(value);
}

void Settings::rename(const QString &serial)
{
    m_serial = serial;
}

OtherSettings::OtherSettings()
{
    describeThing(QStringLiteral("Remembers something else under the same name."));
    describe("exposure", {}).setting();
}

} // namespace Mirror
