// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/ctlcommandline.h"

#include "app/holdfastctl/ctlarguments.h"
#include "app/holdfastctl/ctlhelp.h"
#include "core/base/labname.h"
#include "core/client/stationaddress.h"
#include "core/config/echo.h"
#include "core/server/access/token.h"

#include <QFileInfo>
#include <QSet>

#include <algorithm>

namespace Holdfast::Ctl {

namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds s_shortestTtl {2};
constexpr seconds s_longestTtl {600};
constexpr seconds s_longestWait {7 * 24 * 3600};

//! \brief The error in the command line, as a sentence.
struct WrongUsage
{
    QString problem;
};

//! \brief What the environment says, for what the command line leaves out.
struct Defaults
{
    QString server;
    QString token;
    QString fingerprint;
};

//! Reads the values of the options. Throws WrongUsage.
class Values
{
public:
    explicit Values(const CtlArguments &arguments)
        : m_arguments(arguments)
    {
    }

    CtlCommandLine read(const Defaults &defaults) const
    {
        CtlCommandLine line;
        line.command = *m_arguments.command;
        line.server = server(defaults.server);
        line.token = token(defaults.token);
        line.certificate = certificate(defaults.fingerprint, line.server);
        line.json = isSet("json");
        line.reason = text("reason");
        if (line.reason.isEmpty() && needsReason())
            throw WrongUsage {QStringLiteral("\"%1\" needs a reason: --reason TEXT.")
                                  .arg(m_arguments.words.join(u' '))};
        line.generation = generation();
        if (line.command == CtlCommand::LockRun)
            readRun(line);
        if (line.command == CtlCommand::History)
            line.history = history();
        line.tokenFile = text("file");
        if (line.command == CtlCommand::TokenCreate || line.command == CtlCommand::TokenRevoke)
            line.tokenName = tokenName();
        if (line.command == CtlCommand::TokenCreate)
            line.tokenRole = tokenRole();
        return line;
    }

private:
    bool isSet(const char *option) const
    {
        return m_arguments.options.contains(QLatin1String(option));
    }

    QString text(const char *option) const
    {
        return m_arguments.options.value(QLatin1String(option)).trimmed();
    }

    bool needsReason() const
    {
        return m_arguments.command == CtlCommand::LockAsk
               || m_arguments.command == CtlCommand::LockBreak;
    }

    QUrl server(const QString &defaultServer) const
    {
        QString address =
            defaultServer.isEmpty() ? QStringLiteral("http://127.0.0.1:5000") : defaultServer;
        if (isSet("url"))
            address = text("url");
        const std::optional<QUrl> url = readStationAddress(address);
        if (!url)
            throw WrongUsage {
                QStringLiteral("\"%1\" (%2) is not the address of a server. An address reads like "
                               "http://127.0.0.1:5000.")
                    .arg(shown(address), QLatin1String(isSet("url") ? "--url" : "HOLDFAST_URL"))};
        return *url;
    }

    QByteArray token(const QString &defaultToken) const
    {
        const QByteArray token =
            (isSet("token") ? text("token") : defaultToken.trimmed()).toLatin1();
        const bool isOdd =
            std::any_of(token.begin(), token.end(), [](char c) { return c <= ' ' || c > '~'; });
        if (isOdd || (isSet("token") && token.isEmpty()))
            throw WrongUsage {
                QStringLiteral("The value of %1 is no token: a token has no spaces and no other "
                               "characters than those of ASCII.")
                    .arg(QLatin1String(isSet("token") ? "--token" : "HOLDFAST_TOKEN"))};
        return token;
    }

    PinnedCertificate certificate(const QString &defaultFingerprint, const QUrl &server) const
    {
        const QString given =
            isSet("fingerprint") ? text("fingerprint") : defaultFingerprint.trimmed();
        if (given.isEmpty() && !isSet("fingerprint"))
            return {};
        const auto certificate = PinnedCertificate::fromText(given);
        if (!certificate)
            throw WrongUsage {
                QStringLiteral("The value of %1 is no fingerprint: it is the SHA-256 of a "
                               "certificate, 64 hexadecimal digits, perhaps with colons between "
                               "them.")
                    .arg(QLatin1String(isSet("fingerprint") ? "--fingerprint"
                                                            : "HOLDFAST_FINGERPRINT"))};
        // Without TLS the token would go to whatever answers there.
        if (isSet("fingerprint") && server.scheme() != QStringLiteral("https"))
            throw WrongUsage {QStringLiteral("--fingerprint needs a server with https in its "
                                             "address, and not %1.")
                                  .arg(server.toString())};
        return *certificate;
    }

    QString tokenName() const
    {
        if (!isTokenName(text("name")))
            throw WrongUsage {
                QStringLiteral("\"%1\" needs the name of the token: --name NAME, of 1 to 64 "
                               "letters, digits, '.', '_', '@' and '-'.")
                    .arg(m_arguments.words.join(u' '))};
        return text("name");
    }

    Role tokenRole() const
    {
        const std::optional<Role> role = roleFrom(text("role"));
        if (!role)
            throw WrongUsage {
                QStringLiteral("\"%1\" needs the role of the token: --role ROLE, "
                               "which is one of %2.")
                    .arg(m_arguments.words.join(u' '), roleWords().join(QStringLiteral(", ")))};
        return *role;
    }

    std::optional<quint64> generation() const
    {
        if (!isSet("generation"))
            return {};
        bool isNumber = false;
        const quint64 number = text("generation").toULongLong(&isNumber);
        if (!isNumber || text("generation").startsWith(u'+'))
            throw WrongUsage {
                QStringLiteral("\"%1\" is not a generation: a generation is a whole number.")
                    .arg(shown(text("generation")))};
        return number;
    }

    milliseconds duration(const char *option, seconds least, seconds most) const
    {
        bool isNumber = false;
        const double value = text(option).toDouble(&isNumber);
        if (!isNumber || !(value >= static_cast<double>(least.count()))
            || !(value <= static_cast<double>(most.count())))
            throw WrongUsage {
                QStringLiteral(
                    "\"%1\" is not a value of --%2, which takes a number of seconds from %3 to %4.")
                    .arg(shown(text(option)), QLatin1String(option))
                    .arg(least.count())
                    .arg(most.count())};
        return std::chrono::round<milliseconds>(std::chrono::duration<double>(value));
    }

    QStringList labResources() const
    {
        const QStringList names = text("lab").split(u',');
        const QSet<QString> different(names.begin(), names.end());
        if (!std::all_of(names.begin(), names.end(), &isLabName)
            || different.size() != names.size())
            throw WrongUsage {QStringLiteral("\"%1\" is not a value of --lab, which takes names of "
                                             "resources, each once: laser,robot.")
                                  .arg(shown(text("lab")))};
        return names;
    }

    void readRun(CtlCommandLine &line) const
    {
        if (m_arguments.program.isEmpty() || m_arguments.program.first().isEmpty())
            throw WrongUsage {
                QStringLiteral("The command to run is missing: lock run -- COMMAND ARGS...")};
        line.program = m_arguments.program;
        if (isSet("lab"))
            line.lab = labResources();
        line.label = text("label");
        if (line.label.isEmpty())
            line.label = QFileInfo(line.program.first()).fileName().left(64);
        line.note = text("note");
        line.keepRunning = isSet("keep-running");
        if (isSet("ttl"))
            line.ttl = duration("ttl", s_shortestTtl, s_longestTtl);
        if (isSet("wait"))
            line.wait = duration("wait", seconds {0}, s_longestWait);
    }

    QDateTime time(const char *option) const
    {
        const QDateTime time = readTime(text(option));
        if (!time.isValid())
            throw WrongUsage {QStringLiteral("\"%1\" is not a value of --%2, which takes a time "
                                             "like \"2026-11-25 22:00\" or 22:00.")
                                  .arg(shown(text(option)), QLatin1String(option))};
        return time;
    }

    milliseconds span(const char *option) const
    {
        const auto span = readSpan(text(option));
        if (!span)
            throw WrongUsage {QStringLiteral("\"%1\" is not a value of --%2, which takes a number "
                                             "and its unit, like 90s, 30m, 8h or 2d.")
                                  .arg(shown(text(option)), QLatin1String(option))};
        return *span;
    }

    QList<HistoryKind> kinds() const
    {
        QStringList words;
        for (const HistoryKind kind : allHistoryKinds())
            words << toWord(kind);
        QList<HistoryKind> kinds;
        for (const QString &word : text("kind").split(u',')) {
            const qsizetype index = words.indexOf(word.trimmed());
            if (index < 0)
                throw WrongUsage {QStringLiteral("\"%1\" is not a value of --kind, which takes %2.")
                                      .arg(shown(word), words.join(QStringLiteral(", ")))};
            kinds << allHistoryKinds()[index];
        }
        return kinds;
    }

    LockClass lockClass() const
    {
        for (const LockClass each : {LockClass::Operator, LockClass::Remote}) {
            if (toWord(each) == text("class"))
                return each;
        }
        throw WrongUsage {
            QStringLiteral("\"%1\" is not a value of --class, which takes operator or remote.")
                .arg(shown(text("class")))};
    }

    HistoryQuery history() const
    {
        constexpr int mostEntries = 1'000'000;
        HistoryQuery wish;
        if (isSet("last") && isSet("from"))
            throw WrongUsage {
                QStringLiteral("--last and --from cannot be combined: each says where to begin.")};
        if (isSet("from"))
            wish.from = time("from");
        if (isSet("last"))
            wish.from = QDateTime::currentDateTimeUtc().addMSecs(-span("last").count());
        if (isSet("to"))
            wish.to = time("to");
        wish.who = text("who");
        wish.operation = text("operation");
        if (isSet("kind"))
            wish.kinds = kinds();
        if (isSet("class"))
            wish.lockClass = lockClass();
        if (isSet("at-least"))
            wish.atLeast = span("at-least");
        if (isSet("limit")) {
            bool isNumber = false;
            wish.limit = text("limit").toInt(&isNumber);
            if (!isNumber || wish.limit < 1 || wish.limit > mostEntries)
                throw WrongUsage {
                    QStringLiteral(
                        "\"%1\" is not a value of --limit, which takes a number from 1 to %2.")
                        .arg(shown(text("limit")))
                        .arg(mostEntries)};
        }
        return wish;
    }

    const CtlArguments &m_arguments;
};

CtlAnswer wrongUsage(const CtlArguments &arguments, const QString &problem)
{
    const bool isRun = arguments.command == CtlCommand::LockRun;
    const QString command = arguments.command ? arguments.words.join(u' ') + u' ' : QString();
    return {QStringLiteral("holdfastctl: %1 Try holdfastctl %2--help.\n").arg(problem, command),
            isRun ? CtlExitCode::RunWrongUsage : CtlExitCode::WrongUsage};
}

} // namespace

std::variant<CtlCommandLine, CtlAnswer> parseCtlCommandLine(const QStringList &arguments,
                                                            const QString &defaultServer,
                                                            const QString &defaultToken,
                                                            const QString &defaultFingerprint)
{
    const CtlArguments read = takeApart(arguments);
    if (!read.problem.isEmpty())
        return wrongUsage(read, read.problem);
    if (read.options.contains(QStringLiteral("help")))
        return CtlAnswer {ctlHelp(read.command)};
    if (read.options.contains(QStringLiteral("version")))
        return CtlAnswer {QStringLiteral("holdfastctl " HOLDFAST_VERSION "\n")};
    if (!read.command)
        return wrongUsage(
            read,
            read.words.isEmpty()
                ? QStringLiteral("A command is missing.")
                : QStringLiteral("\"%1\" is not a complete command.").arg(read.words.join(u' ')));
    for (const QString &option : read.options.keys()) {
        if (!isOptionOf(*read.command, option))
            return wrongUsage(
                read,
                QStringLiteral("\"%1\" has no option --%2.").arg(read.words.join(u' '), option));
    }
    try {
        return Values(read).read({defaultServer, defaultToken, defaultFingerprint});
    } catch (const WrongUsage &wrong) {
        return wrongUsage(read, wrong.problem);
    }
}

} // namespace Holdfast::Ctl
