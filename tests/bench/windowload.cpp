// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/bench/windowload.h"

#include <QFile>

#include <csignal>
#include <sys/prctl.h>

namespace Holdfast {

namespace {

const QString s_connections = QStringLiteral("32");

} // namespace

WindowLoad::WindowLoad(const QUrl &server)
{
    QString base = server.toString();
    while (base.endsWith(u'/'))
        base.chop(1);
    const QStringList load {QStringLiteral("-t1"), QStringLiteral("-c") + s_connections,
                            QStringLiteral("-d1h")};
    run(QStringLiteral("wrk"), load + QStringList {base + QStringLiteral("/stage/position")});
    const QString put =
        script(QStringLiteral("put.lua"),
               "wrk.method = \"PUT\"\nwrk.headers[\"Content-Type\"] = \"application/json\"\n"
               "local n = 0\nrequest = function()\n  n = n + 1\n"
               "  return wrk.format(nil, nil, nil, tostring(500 + n % 100))\nend\n");
    run(QStringLiteral("wrk"), load
                                   + QStringList {QStringLiteral("-s"), put,
                                                  base + QStringLiteral("/camera/exposure_time")});
    const QString act =
        script(QStringLiteral("act.lua"), "wrk.method = \"POST\"\nwrk.body = '{\"x\": 1}'\n"
                                          "wrk.headers[\"Content-Type\"] = \"application/json\"\n"
                                          "function delay()\n  return 20\nend\n");
    run(QStringLiteral("wrk"),
        {QStringLiteral("-t1"), QStringLiteral("-c1"), QStringLiteral("-d1h"), QStringLiteral("-s"),
         act, base + QStringLiteral("/stage/move_relative")});
    run(QStringLiteral("curl"),
        {QStringLiteral("-sfN"), QStringLiteral("-o"), QStringLiteral("/dev/null"),
         base + QStringLiteral("/camera/mjpeg_stream")});
    run(QStringLiteral("wrk"), {QStringLiteral("-t1"), QStringLiteral("-c1"),
                                QStringLiteral("-d1h"), QStringLiteral("--timeout"),
                                QStringLiteral("10s"), base + QStringLiteral("/trouble/slow")});
}

WindowLoad::~WindowLoad()
{
    for (const auto &program : m_programs)
        program->kill();
    for (const auto &program : m_programs)
        program->waitForFinished();
}

QString WindowLoad::problem() const
{
    for (const auto &program : m_programs) {
        if (program->state() != QProcess::Running)
            return QStringLiteral("%1 does not run: %2, exit code %3")
                .arg(program->program(), program->errorString())
                .arg(program->exitCode());
    }
    return {};
}

void WindowLoad::run(const QString &program, const QStringList &arguments)
{
    auto &started = m_programs.emplace_back(std::make_unique<QProcess>());
    // A benchmark that is killed must not leave an hour of load behind.
    started->setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGKILL); });
    started->setStandardOutputFile(QProcess::nullDevice());
    started->setStandardErrorFile(QProcess::nullDevice());
    started->start(program, arguments);
    started->waitForStarted();
}

QString WindowLoad::script(const QString &name, const QByteArray &lua) const
{
    QFile file(m_folder.filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(lua);
    return file.fileName();
}

} // namespace Holdfast
