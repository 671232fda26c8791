// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/ctlarguments.h"

#include "core/config/echo.h"

#include <QSet>

#include <array>

namespace Holdfast::Ctl {

using std::chrono::milliseconds;

namespace {

struct CommandName
{
    CtlCommand command;
    const char *words;
    const char *options; //!< beside those of every command
};

constexpr std::array<CommandName, 15> s_commands {{
    {CtlCommand::LockStatus, "lock status", "json"},
    {CtlCommand::LockWatch, "lock watch", "json"},
    {CtlCommand::LockRun, "lock run", "lab label note ttl wait keep-running"},
    {CtlCommand::LockAsk, "lock ask", "json reason generation"},
    {CtlCommand::LockBreak, "lock break", "json reason generation"},
    {CtlCommand::History, "history", "json from to last who operation kind class at-least limit"},
    {CtlCommand::Stop, "stop", "json reason"},
    {CtlCommand::ClearStop, "clear-stop", "json reason"},
    {CtlCommand::Plugins, "plugins", "json"},
    {CtlCommand::LabStatus, "lab status", "json"},
    {CtlCommand::LabWatch, "lab watch", "json"},
    {CtlCommand::LabStop, "lab stop", "json reason"},
    {CtlCommand::TokenCreate, "token create", "json name role file"},
    {CtlCommand::TokenList, "token list", "json file"},
    {CtlCommand::TokenRevoke, "token revoke", "json name file"},
}};

const QSet<QString> &switches()
{
    static const QSet<QString> names {QStringLiteral("help"), QStringLiteral("version"),
                                      QStringLiteral("json"), QStringLiteral("keep-running")};
    return names;
}

const QSet<QString> &optionsWithValue()
{
    static const QSet<QString> names {
        QStringLiteral("url"),        QStringLiteral("reason"), QStringLiteral("label"),
        QStringLiteral("generation"), QStringLiteral("note"),   QStringLiteral("ttl"),
        QStringLiteral("wait"),       QStringLiteral("from"),   QStringLiteral("to"),
        QStringLiteral("last"),       QStringLiteral("who"),    QStringLiteral("operation"),
        QStringLiteral("kind"),       QStringLiteral("class"),  QStringLiteral("limit"),
        QStringLiteral("at-least"),   QStringLiteral("token"),  QStringLiteral("name"),
        QStringLiteral("role"),       QStringLiteral("file"),   QStringLiteral("fingerprint"),
        QStringLiteral("lab")};
    return names;
}

//! Reads from the left to the right; stops at the first thing that is wrong.
class Reader
{
public:
    explicit Reader(const QStringList &arguments)
        : m_rest(arguments.mid(1))
    {
    }

    CtlArguments read()
    {
        while (!m_rest.isEmpty() && m_read.problem.isEmpty()) {
            const bool isOption = m_rest.first().startsWith(u'-');
            if (m_read.command == CtlCommand::LockRun
                && (!isOption || m_rest.first() == QStringLiteral("--"))) {
                m_read.program = m_rest.mid(isOption ? 1 : 0);
                break;
            }
            const QString argument = m_rest.takeFirst();
            if (isOption)
                readOption(argument);
            else
                readWord(argument);
        }
        return m_read;
    }

private:
    void readWord(const QString &word)
    {
        if (m_read.command) {
            m_read.problem = QStringLiteral("\"%1\" is an unexpected argument after \"%2\".")
                                 .arg(shown(word), m_read.words.join(u' '));
            return;
        }
        m_read.words.append(word);
        const QString soFar = m_read.words.join(u' ');
        bool isBeginning = false;
        for (const CommandName &name : s_commands) {
            const QString words = QString::fromLatin1(name.words);
            if (words == soFar)
                m_read.command = name.command;
            isBeginning = isBeginning || words.startsWith(soFar + u' ');
        }
        if (!m_read.command && !isBeginning)
            m_read.problem = QStringLiteral("There is no command \"%1\".").arg(shown(soFar));
    }

    void readOption(const QString &argument)
    {
        QString name = argument.section(u'=', 0, 0);
        if (name == QStringLiteral("-h"))
            name = QStringLiteral("--help");
        if (name == QStringLiteral("-v"))
            name = QStringLiteral("--version");
        const bool isLong = name.startsWith(QStringLiteral("--"));
        name.remove(0, 2);
        const bool hasValue = argument.contains(u'=');
        if (isLong && switches().contains(name)) {
            if (hasValue)
                m_read.problem = QStringLiteral("--%1 takes no value.").arg(name);
            m_read.options.insert(name, QString());
        } else if (isLong && optionsWithValue().contains(name)) {
            if (!hasValue && m_rest.isEmpty())
                m_read.problem = QStringLiteral("--%1 needs a value.").arg(name);
            else
                m_read.options.insert(name,
                                      hasValue ? argument.section(u'=', 1) : m_rest.takeFirst());
        } else {
            m_read.problem = QStringLiteral("There is no option \"%1\".").arg(shown(argument));
        }
    }

    QStringList m_rest;
    CtlArguments m_read;
};

} // namespace

CtlArguments takeApart(const QStringList &arguments)
{
    return Reader(arguments).read();
}

bool isOptionOf(CtlCommand command, const QString &option)
{
    const QStringList everywhere {QStringLiteral("url"), QStringLiteral("token"),
                                  QStringLiteral("fingerprint"), QStringLiteral("help"),
                                  QStringLiteral("version")};
    if (everywhere.contains(option))
        return true;
    for (const CommandName &name : s_commands) {
        if (name.command == command)
            return QString::fromLatin1(name.options).split(u' ').contains(option);
    }
    return false;
}

std::optional<milliseconds> readSpan(const QString &text)
{
    constexpr double longest = 3650. * 24 * 3600 * 1000;
    if (text.size() < 2)
        return {};
    double unit = 0;
    switch (text.back().unicode()) {
    case u's':
        unit = 1000;
        break;
    case u'm':
        unit = 60'000;
        break;
    case u'h':
        unit = 3'600'000;
        break;
    case u'd':
        unit = 86'400'000;
        break;
    default:
        return {};
    }
    bool isNumber = false;
    const double length = text.chopped(1).toDouble(&isNumber) * unit;
    if (!isNumber || !(length >= 0) || !(length <= longest))
        return {};
    return milliseconds(qint64(length));
}

QDateTime readTime(const QString &text)
{
    QString iso = text;
    const QDateTime full = QDateTime::fromString(iso.replace(u' ', u'T'), Qt::ISODateWithMs);
    if (full.isValid() && text.contains(u':'))
        return full;
    const QTime time = QTime::fromString(text, Qt::ISODate);
    if (!time.isValid())
        return {};
    const QDateTime now = QDateTime::currentDateTime();
    const QDateTime today(now.date(), time);
    return today <= now ? today : QDateTime(now.date().addDays(-1), time);
}

} // namespace Holdfast::Ctl
