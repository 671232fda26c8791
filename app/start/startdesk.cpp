// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/start/startdesk.h"

#include "app/commandline.h"
#include "app/errands.h"
#include "app/exitcode.h"
#include "app/operatorwindow.h"
#include "core/server/serveroptions.h"
#include "ui/start/startoffer.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <cerrno>
#include <cstring>
#include <unistd.h>
#include <vector>

// Outside of any namespace, as the macro wants it.
static void registerExamples()
{
    Q_INIT_RESOURCE(examples);
}

namespace Holdfast {

namespace {

// Of this very program, also when it is called by a name that the search path does not have.
const auto s_program = QStringLiteral("/proc/self/exe");

QStringList foundConfigurations()
{
    QStringList found;
    for (const QString &file :
         {QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation)
              + QStringLiteral("/holdfast/holdfast.json"),
          QStringLiteral("/etc/holdfast/holdfast.json")}) {
        if (QFileInfo(file).isFile())
            found << file;
    }
    return found;
}

QByteArray exampleFile(const char *name)
{
    QFile file(QStringLiteral(":/holdfast/examples/") + QLatin1StringView(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

StartOffer offer()
{
    return {.found = foundConfigurations(),
            .examples = {{StartExample::Kind::Simulation, exampleText()},
                         {StartExample::Kind::OpenFlexure, exampleFile("openflexure.json")},
                         {StartExample::Kind::FolderCamera, exampleFile("folder-camera.json")}}};
}

QStringList checkOptions(const CommandLine &line)
{
    return line.skipUnknown ? QStringList {QStringLiteral("--skip-unknown")} : QStringList();
}

} // namespace

StartDesk::StartDesk(OperatorWindow &window, const CommandLine &line, QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_options(checkOptions(line))
    , m_host(line.host.value_or(ServerOptions().host))
    , m_port(line.port.value_or(ServerOptions().port))
    , m_check(s_program)
{
    connect(&window, &OperatorWindow::startWanted, this, &StartDesk::start);
    connect(&window, &OperatorWindow::startWithdrawn, &m_check, &ConfigurationCheck::giveUp);
    connect(&window, &OperatorWindow::closed, qApp,
            [] { QCoreApplication::exit(toInt(ExitCode::Done)); });
}

void StartDesk::open()
{
    registerExamples();
    m_window.openStart(offer());
    if (m_port == 0)
        return;
    m_inquiry.ask(m_host, m_port, [this](const PortOwner &owner) {
        if (owner.isHoldfast())
            m_window.setNeighbour(owner.page);
    });
}

void StartDesk::start(const QString &file)
{
    if (file.isEmpty()) {
        choose({QStringLiteral("--simulation")});
        return;
    }
    m_check.check(file, m_options, [this, file](const QString &problem) {
        if (problem.isEmpty()) // an operator at a desktop does not see what is printed
            choose({QStringLiteral("--config=") + file, QStringLiteral("--fallback")});
        else
            m_window.showStartProblem(problem);
    });
}

void StartDesk::choose(const QStringList &options)
{
    m_choice = options;
    QCoreApplication::exit(toInt(ExitCode::Done));
}

QString startAgain(const QStringList &arguments)
{
    std::vector<QByteArray> words;
    for (const QString &argument : arguments)
        words.push_back(QFile::encodeName(argument));
    std::vector<char *> pointers;
    for (QByteArray &word : words)
        pointers.push_back(word.data());
    pointers.push_back(nullptr);
    ::execv(qPrintable(s_program), pointers.data());
    return QString::fromLocal8Bit(std::strerror(errno));
}

} // namespace Holdfast
