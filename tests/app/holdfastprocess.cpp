// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/holdfastprocess.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

namespace {

constexpr int s_processLimit = 60'000; // milliseconds; only a test that fails takes so long

QUrl addressIn(const QString &output)
{
    static const QRegularExpression pattern(QStringLiteral("serves .* at (https?://\\S+) "));
    return QUrl(pattern.match(output).captured(1));
}

} // namespace

HoldfastProcess::HoldfastProcess(Display display)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_LOGGING_RULES"})
        environment.remove(QString::fromLatin1(name));
    if (display == Display::Offscreen)
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    if (display == Display::Unreachable)
        environment.insert(QStringLiteral("DISPLAY"), QStringLiteral(":7077"));
    environment.insert(QStringLiteral("XDG_STATE_HOME"), m_state.path());
    setProcessEnvironment(environment);
    setProgram(QStringLiteral(HOLDFAST_PROGRAM));
    connect(this, &QProcess::readyReadStandardOutput, this,
            [this] { m_output += QString::fromUtf8(readAllStandardOutput()); });
    connect(this, &QProcess::readyReadStandardError, this,
            [this] { m_errorOutput += QString::fromUtf8(readAllStandardError()); });
}

HoldfastProcess::~HoldfastProcess()
{
    if (state() == NotRunning)
        return;
    kill();
    waitForFinished();
}

void HoldfastProcess::useSystemBus(const QString &address)
{
    QProcessEnvironment environment = processEnvironment();
    environment.insert(QStringLiteral("DBUS_SYSTEM_BUS_ADDRESS"), address);
    setProcessEnvironment(environment);
}

void HoldfastProcess::useDisplay(const QString &name)
{
    QProcessEnvironment environment = processEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), name);
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    setProcessEnvironment(environment);
}

QUrl HoldfastProcess::serve(const QStringList &arguments)
{
    setArguments(arguments);
    start();
    const bool settled = QTest::qWaitFor(
        [this] { return addressIn(m_output).isValid() || state() == NotRunning; }, s_processLimit);
    return settled ? addressIn(m_output) : QUrl();
}

bool HoldfastProcess::runToEnd(const QStringList &arguments)
{
    setArguments(arguments);
    start();
    return end();
}

bool HoldfastProcess::end()
{
    return QTest::qWaitFor([this] { return state() == NotRunning; }, s_processLimit)
           && exitStatus() == NormalExit;
}

void HoldfastProcess::interrupt(int signal)
{
    ::kill(static_cast<pid_t>(processId()), signal);
}

QByteArray HoldfastProcess::said() const
{
    return (m_output + m_errorOutput).toUtf8();
}

QString writeConfiguration(const QTemporaryDir &folder, const QByteArray &json)
{
    QFile file(folder.filePath(QStringLiteral("lab.json")));
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size())
        return {};
    return file.fileName();
}
