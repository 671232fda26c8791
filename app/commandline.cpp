// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/commandline.h"

#include "core/config/echo.h"

#include <QCommandLineParser>

#include <algorithm>

namespace Holdfast {

namespace {

QString versionText()
{
    return QStringLiteral("Holdfast " HOLDFAST_VERSION "\n");
}

QString exitCodesText()
{
    return QStringLiteral("\nExit codes: 0 ended as asked to; 2 wrong usage, or no display;\n"
                          "3 could not start (configuration, Thing, port), also after --fallback,\n"
                          "or, with --check, would not start;\n"
                          "4 ended without waiting for a Thing that did not finish.\n");
}

QString nameOf(ProgramKind kind)
{
    return kind == ProgramKind::Holdfast ? QStringLiteral("holdfast")
                                         : QStringLiteral("holdfast-server");
}

QString descriptionOf(ProgramKind kind)
{
    return kind == ProgramKind::Holdfast
               ? QStringLiteral(
                   "The control station of a laboratory instrument: its window, and its "
                   "HTTP server.")
               : QStringLiteral("The control station of a laboratory instrument: its HTTP server, "
                                "without a window.");
}

QString configurationHelp(ProgramKind kind)
{
    return kind == ProgramKind::Holdfast
               ? QStringLiteral("The configuration. Without one a window asks what to start; with "
                                "--headless it is a simulated microscope.")
               : QStringLiteral("The configuration. Without one: a simulated microscope.");
}

//! The options of Holdfast, and how they are read.
class Options
{
public:
    explicit Options(ProgramKind kind)
        : m_kind(kind)
        , m_configuration({QStringLiteral("c"), QStringLiteral("config")}, configurationHelp(kind),
                          QStringLiteral("FILE"))
    {
        m_parser.setApplicationDescription(descriptionOf(kind));
        // So that a command line of one program is good for the other.
        if (kind == ProgramKind::HoldfastServer)
            m_headless.setFlags(QCommandLineOption::HiddenFromHelp);
        m_parser.addOptions({m_headless, m_configuration, m_json, m_simulation, m_fallback, m_host,
                             m_port, m_insecure, m_debug, m_serialLog, m_check, m_skipUnknown,
                             m_writeConfiguration, m_schema, m_help, m_version});
    }

    std::variant<CommandLine, CommandLineAnswer> read(const QStringList &arguments)
    {
        if (!m_parser.parse(arguments))
            return wrongUsage(whatIsWrong(arguments));
        if (m_parser.isSet(m_help))
            return CommandLineAnswer {helpText()};
        if (m_parser.isSet(m_version))
            return CommandLineAnswer {versionText()};
        if (const QStringList extra = m_parser.positionalArguments(); !extra.isEmpty())
            return wrongUsage(QStringLiteral("\"%1\" is not an option. A configuration file is "
                                             "given with -c.")
                                  .arg(shown(extra.first())));
        return values();
    }

private:
    CommandLineAnswer wrongUsage(const QString &problem) const
    {
        return {QStringLiteral("holdfast: %1 Try %2 --help.\n").arg(problem, nameOf(m_kind)),
                ExitCode::WrongUsage};
    }

    std::variant<CommandLine, CommandLineAnswer> values() const
    {
        CommandLine line;
        line.headless = m_kind == ProgramKind::HoldfastServer || m_parser.isSet(m_headless);
        line.debug = m_parser.isSet(m_debug);
        for (const auto &option :
             {m_configuration, m_json, m_host, m_serialLog, m_writeConfiguration}) {
            if (m_parser.isSet(option) && m_parser.value(option).isEmpty())
                return wrongUsage(
                    QStringLiteral("The value of --%1 is empty.").arg(option.names().last()));
        }
        line.fallback = m_parser.isSet(m_fallback);
        line.insecure = m_parser.isSet(m_insecure);
        line.skipUnknown = m_parser.isSet(m_skipUnknown);
        if (m_parser.isSet(m_configuration) && m_parser.isSet(m_json))
            return wrongUsage(QStringLiteral("A configuration comes from a file (--config) or from "
                                             "the command line (--json), not from both."));
        line.simulation = m_parser.isSet(m_simulation);
        if (line.simulation && (m_parser.isSet(m_configuration) || m_parser.isSet(m_json)))
            return wrongUsage(QStringLiteral("--simulation starts the built-in simulated "
                                             "microscope, and takes no configuration."));
        if (m_parser.isSet(m_check) + m_parser.isSet(m_writeConfiguration)
                + m_parser.isSet(m_schema)
            > 1)
            return wrongUsage(QStringLiteral("Give only one of --check, --write-config and "
                                             "--schema."));
        if (m_parser.isSet(m_check))
            line.errand = Errand::Check;
        if (m_parser.isSet(m_schema))
            line.errand = Errand::PrintSchema;
        if (m_parser.isSet(m_writeConfiguration)) {
            line.errand = Errand::WriteConfiguration;
            line.exampleFile = m_parser.value(m_writeConfiguration);
            if (m_parser.isSet(m_configuration) || m_parser.isSet(m_json))
                return wrongUsage(QStringLiteral("--write-config writes an example, and reads no "
                                                 "configuration."));
        }
        line.configurationFile = m_parser.value(m_configuration);
        if (m_parser.isSet(m_json))
            line.configurationText = m_parser.value(m_json);
        if (m_parser.isSet(m_serialLog)) {
            if (!m_parser.isSet(m_configuration) && !m_parser.isSet(m_json))
                return wrongUsage(QStringLiteral(
                    "The simulated microscope has no serial line: --serial-log needs a "
                    "configuration (--config or --json)."));
            line.serialLog = m_parser.value(m_serialLog);
        }
        if (m_parser.isSet(m_host))
            line.host = m_parser.value(m_host);
        if (m_parser.isSet(m_port)) {
            bool isNumber = false;
            line.port = m_parser.value(m_port).toUShort(&isNumber);
            if (!isNumber)
                return wrongUsage(
                    QStringLiteral(
                        "\"%1\" is not a port: a port is a number from 0 (any free one) to 65535.")
                        .arg(shown(m_parser.value(m_port))));
        }
        return line;
    }

    // The parser reads an unknown "-word" as an option for each letter, which is not what the user
    // meant.
    QString whatIsWrong(const QStringList &arguments) const
    {
        const QStringList unknown = m_parser.unknownOptionNames();
        const auto isUnknown = [&unknown](const QString &argument) {
            const QString name = argument.section(u'=', 0, 0);
            if (name.startsWith(QStringLiteral("--")))
                return unknown.contains(name.mid(2));
            return name.startsWith(u'-')
                   && std::any_of(name.cbegin() + 1, name.cend(),
                                  [&unknown](QChar c) { return unknown.contains(QString(c)); });
        };
        const auto typed = std::find_if(arguments.cbegin(), arguments.cend(), isUnknown);
        return typed == arguments.cend()
                   ? m_parser.errorText()
                   : QStringLiteral("There is no option \"%1\".").arg(shown(*typed));
    }

    QString helpText() const
    {
        // Without an application object the parser does not know its own name.
        return m_parser.helpText().replace(QStringLiteral("<executable_name>"), nameOf(m_kind))
               + exitCodesText();
    }

    const ProgramKind m_kind;
    QCommandLineParser m_parser;
    QCommandLineOption m_headless {QStringLiteral("headless"),
                                   QStringLiteral("Serve without a window.")};
    const QCommandLineOption m_configuration;
    const QCommandLineOption m_json {
        {QStringLiteral("j"), QStringLiteral("json")},
        QStringLiteral("The configuration itself, as JSON, instead of a file."),
        QStringLiteral("STRING")};
    const QCommandLineOption m_simulation {
        QStringLiteral("simulation"),
        QStringLiteral("Start the built-in simulated microscope, without asking.")};
    const QCommandLineOption m_fallback {
        QStringLiteral("fallback"),
        QStringLiteral("When Holdfast cannot start, serve a page that says why.")};
    const QCommandLineOption m_skipUnknown {
        QStringLiteral("skip-unknown"),
        QStringLiteral("Leave out the Things of the configuration whose classes Holdfast does not "
                       "have, and say which.")};
    const QCommandLineOption m_host {
        QStringLiteral("host"),
        QStringLiteral(
            "The address to serve at; 0.0.0.0 is every IPv4 address of this computer, :: "
            "is every address, IPv4 and IPv6."),
        QStringLiteral("HOST")};
    const QCommandLineOption m_port {QStringLiteral("port"),
                                     QStringLiteral("The port to serve at; 0 is any free one."),
                                     QStringLiteral("PORT")};
    const QCommandLineOption m_insecure {
        QStringLiteral("insecure"),
        QStringLiteral("Let every client that reaches the server act, without a token.")};
    const QCommandLineOption m_debug {QStringLiteral("debug"),
                                      QStringLiteral("Log what Holdfast does in detail.")};
    const QCommandLineOption m_serialLog {
        QStringLiteral("serial-log"),
        QStringLiteral("Add what goes over the serial line of a Sangaboard to this file, with "
                       "times. Several boards have a file each: FILE.log becomes FILE.THING.log."),
        QStringLiteral("FILE")};
    const QCommandLineOption m_check {
        QStringLiteral("check"),
        QStringLiteral("Say whether the configuration would start, with all errors at once, and "
                       "end. Opens no device and no port.")};
    const QCommandLineOption m_writeConfiguration {
        QStringLiteral("write-config"),
        QStringLiteral("Write an example of a configuration, with comments, to a new file (- is "
                       "the standard output), and end."),
        QStringLiteral("FILE")};
    const QCommandLineOption m_schema {
        QStringLiteral("schema"),
        QStringLiteral("Print the JSON schema of the configuration, for editors, and end.")};
    const QCommandLineOption m_help {{QStringLiteral("h"), QStringLiteral("help")},
                                     QStringLiteral("Show this text.")};
    const QCommandLineOption m_version {{QStringLiteral("v"), QStringLiteral("version")},
                                        QStringLiteral("Show the version.")};
};

} // namespace

std::variant<CommandLine, CommandLineAnswer> parseCommandLine(const QStringList &arguments,
                                                              ProgramKind kind)
{
    return Options(kind).read(arguments);
}

} // namespace Holdfast
