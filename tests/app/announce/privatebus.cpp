// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/announce/privatebus.h"

#include <QStandardPaths>
#include <QTest>

namespace {

constexpr int s_busLimit = 60'000; // milliseconds; only a test that fails takes so long

QString program()
{
    return QStandardPaths::findExecutable(QStringLiteral("dbus-daemon"));
}

} // namespace

PrivateBus::PrivateBus()
{
    m_daemon.setProgram(program());
    m_daemon.setArguments({QStringLiteral("--session"), QStringLiteral("--nofork"),
                           QStringLiteral("--nopidfile"), QStringLiteral("--print-address")});
    m_daemon.setProcessChannelMode(QProcess::SeparateChannels);
    m_daemon.start(QIODevice::ReadOnly);
    if (QTest::qWaitFor([this] { return m_daemon.canReadLine(); }, s_busLimit))
        m_address = QString::fromUtf8(m_daemon.readLine()).trimmed();
}

PrivateBus::~PrivateBus()
{
    for (const QString &name : m_connections)
        QDBusConnection::disconnectFromBus(name);
    m_daemon.terminate();
    if (!m_daemon.waitForFinished())
        m_daemon.kill();
}

bool PrivateBus::isInstalled()
{
    return !program().isEmpty();
}

QDBusConnection PrivateBus::connection()
{
    static int count = 0;
    m_connections << QStringLiteral("private bus %1").arg(++count);
    return QDBusConnection::connectToBus(m_address, m_connections.last());
}
