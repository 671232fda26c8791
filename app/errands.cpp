// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/errands.h"

#include "app/configured.h"
#include "app/labconfiguration.h"
#include "app/things/builtinthings.h"
#include "core/base/installation.h"
#include "core/config/exampleconfiguration.h"
#include "core/session/station.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <cstdio>
#include <optional>

namespace Holdfast {

namespace {

void print(std::FILE *file, const QString &line)
{
    std::fputs((line + u'\n').toUtf8().constData(), file);
}

QString counted(qsizetype count, const QString &what)
{
    return count == 1 ? QStringLiteral("1 ") + what : QStringLiteral("%1 %2s").arg(count).arg(what);
}

//! \brief What only the Things themselves know: what they declare, and their slots.
struct Rehearsed
{
    std::vector<ConfigurationError> errors;
    QStringList unseen; //!< what is not known, a line each
};

Rehearsed rehearsed(Configuration configuration, int &argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    StationOptions options;
    options.globalLockEnabled = configuration.globalLockEnabled;
    options.applicationConfig = configuration.application;
    options.journal.place = JournalOptions::Place::Off;
    Rehearsed result;
    Station station(options, thingSpecs(std::move(configuration.things)));
    const Rehearsal rehearsal = station.rehearse();
    for (const StartProblem &problem : rehearsal.problems) {
        result.errors.emplace_back(QStringLiteral("things.") + problem.thing, problem.message);
        result.errors.back().file = configuration.file;
    }
    for (const StartProblem &unseen : rehearsal.unseen)
        result.unseen << QStringLiteral("things.%1: Not known without the device: %2.")
                             .arg(unseen.thing, unseen.message);
    return result;
}

//! Returns what is wrong with the certificate of the server. One that the server would make itself is not made here.
std::optional<ConfigurationError> certificateError(const Configuration &configuration)
{
    const std::optional<TlsFiles> files = tlsFiles(configuration);
    if (!files || (files->certificate.isEmpty() && !QFileInfo::exists(files->own)))
        return {};
    const auto read = readTls(*files, {});
    if (read)
        return {};
    ConfigurationError error(QStringLiteral("tls"), read.error().message());
    error.file = configuration.file;
    return error;
}

//! Returns what is wrong with the files of the lab.
std::optional<ConfigurationError> labError(const Configuration &configuration, int &argc,
                                           char **argv)
{
    if (!configuration.lab)
        return {};
    const QCoreApplication application(argc, argv); // Qt needs it to read certificates
    const auto setup = labSetup(*configuration.lab);
    if (setup)
        return {};
    ConfigurationError error(QStringLiteral("lab"), setup.error().message());
    error.file = configuration.file;
    return error;
}

ExitCode check(const CommandLine &line, int &argc, char **argv)
{
    const CheckedConfiguration checked = checkedConfiguration(line);
    std::vector<ConfigurationError> errors = checked.errors;
    QStringList unseen;
    if (checked.configuration) {
        Rehearsed found = rehearsed(*checked.configuration, argc, argv);
        errors = std::move(found.errors);
        unseen = std::move(found.unseen);
        if (const auto error = certificateError(*checked.configuration))
            errors.push_back(*error);
        if (const auto error = labError(*checked.configuration, argc, argv))
            errors.push_back(*error);
        for (const LeftOutThing &thing : checked.configuration->leftOut) {
            if (thing.because != LeftOutThing::Because::PluginUnusable) {
                print(stdout, toSentence(thing));
                continue;
            }
            errors.emplace_back(QStringLiteral("things.") + thing.name,
                                QStringLiteral("Its class cannot be used. ") + thing.reason);
            errors.back().file = checked.configuration->file;
        }
    }
    for (const ConfigurationError &error : errors)
        print(stderr, error.toString());
    const QString name = line.configurationFile.isEmpty() ? QStringLiteral("The configuration")
                                                          : line.configurationFile;
    if (const QString hint = unknownClassesHint(checked); !hint.isEmpty())
        print(stderr, hint);
    if (!errors.empty()) {
        print(stderr, QStringLiteral("holdfast: %1 would not start: %2.")
                          .arg(name, counted(qsizetype(errors.size()), QStringLiteral("error"))));
        return ExitCode::CannotStart;
    }
    for (const QString &sentence : std::as_const(unseen))
        print(stdout, sentence);
    print(stdout, QStringLiteral("%1 would start %2, and serve at the host %3, port %4.")
                      .arg(name,
                           counted(qsizetype(checked.configuration->things.size()),
                                   QStringLiteral("Thing")),
                           checked.configuration->host)
                      .arg(checked.configuration->port));
    return ExitCode::Done;
}

//! Returns the address of the schema for an editor on this computer.
QString schemaAddress()
{
    const QString installed =
        installationPrefix() + QStringLiteral("/share/holdfast/configuration.schema.json");
    return QFileInfo::exists(installed)
               ? QUrl::fromLocalFile(installed).toString()
               : QStringLiteral("http://127.0.0.1:5000/configuration.schema.json");
}

ExitCode writeExample(const QString &name)
{
    const QByteArray text = exampleText();
    const bool isStandardOutput = name == QStringLiteral("-");
    QFile file(name);
    const auto mode = QIODevice::WriteOnly;
    // A file that exists may be the only copy of a configuration, so it is never replaced.
    const bool isOpen =
        isStandardOutput ? file.open(stdout, mode) : file.open(mode | QIODevice::NewOnly);
    if (!isOpen && file.exists()) {
        print(stderr, QStringLiteral("holdfast: %1 exists already, and was not changed. Give the "
                                     "example another name.")
                          .arg(name));
        return ExitCode::WrongUsage;
    }
    if (!isOpen || file.write(text) != text.size() || !file.flush()) {
        print(stderr, QStringLiteral("holdfast: %1 cannot be written: %2.")
                          .arg(isStandardOutput ? QStringLiteral("The example") : name,
                               file.errorString()));
        return ExitCode::WrongUsage;
    }
    if (!isStandardOutput)
        print(stdout,
              QStringLiteral("Wrote an example to %1. To start it: holdfast -c %1").arg(name));
    return ExitCode::Done;
}

ExitCode printSchema(const CommandLine &line)
{
    const CheckedConfiguration checked = checkedConfiguration(line);
    if (!checked.configuration) {
        for (const ConfigurationError &error : checked.errors)
            print(stderr, error.toString());
        return ExitCode::CannotStart;
    }
    print(stdout, QString::fromStdString(checked.configuration->schema().dump(2)));
    return ExitCode::Done;
}

} // namespace

QByteArray exampleText()
{
    const ThingRegistry registry = builtInThings();
    const ConfigurationReader reader(registry, reservedThingNames());
    return exampleConfiguration(reader.builtIn().things, registry, schemaAddress());
}

ExitCode carryOut(const CommandLine &line, int &argc, char **argv)
{
    switch (line.errand) {
    case Errand::Serve:
        break;
    case Errand::Check:
        return check(line, argc, argv);
    case Errand::WriteConfiguration:
        return writeExample(line.exampleFile);
    case Errand::PrintSchema:
        return printSchema(line);
    }
    return ExitCode::WrongUsage;
}

} // namespace Holdfast
