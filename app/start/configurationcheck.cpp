// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/start/configurationcheck.h"

#include "app/exitcode.h"

#include <QProcess>

#include <utility>

namespace Holdfast {

namespace {

QString problemOf(const QProcess &process, const QByteArray &said)
{
    if (process.error() == QProcess::FailedToStart)
        return QStringLiteral("The configuration could not be checked: %1.")
            .arg(process.errorString());
    if (process.exitStatus() != QProcess::NormalExit)
        return QStringLiteral("The check of the configuration has crashed. %1")
            .arg(QString::fromUtf8(said).trimmed());
    if (process.exitCode() == toInt(ExitCode::Done))
        return {};
    const QString text = QString::fromUtf8(said).trimmed();
    return text.isEmpty() ? QStringLiteral("The configuration would not start.") : text;
}

} // namespace

ConfigurationCheck::ConfigurationCheck(QString program, QObject *parent)
    : QObject(parent)
    , m_program(std::move(program))
{
}

ConfigurationCheck::~ConfigurationCheck()
{
    giveUp();
}

void ConfigurationCheck::check(const QString &file, const QStringList &options, const Then &then)
{
    giveUp();
    auto *process = new QProcess(this);
    m_process = process;
    const auto end = [this, process, then] {
        if (m_process != process)
            return; // it has ended already, or was given up
        m_process.clear();
        process->deleteLater();
        then(problemOf(*process, process->readAllStandardError()));
    };
    connect(process, &QProcess::finished, this, end);
    connect(process, &QProcess::errorOccurred, this, [end](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            end();
    });
    process->setStandardInputFile(QProcess::nullDevice());
    process->start(m_program,
                   QStringList {QStringLiteral("--check"), QStringLiteral("--config=") + file}
                       + options);
}

void ConfigurationCheck::giveUp()
{
    if (!m_process)
        return;
    QProcess *process = std::exchange(m_process, nullptr);
    process->disconnect(this);
    process->kill();
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
}

} // namespace Holdfast
