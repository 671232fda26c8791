// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/jsontext.h"

#include "core/config/configurationerror.h"
#include "core/config/echo.h"
#include "core/config/strictcheck.h"

#include <QSet>

#include <algorithm>
#include <vector>

namespace Holdfast {

namespace {

// JSON lets an object have a key twice and the parser keeps the last: a Thing would be gone
// without a word.
class DuplicateKeys
{
public:
    void see(Json::parse_event_t event, const Json &parsed)
    {
        if (event == Json::parse_event_t::object_start)
            m_open.emplace_back();
        else if (event == Json::parse_event_t::object_end)
            m_open.pop_back();
        else if (event == Json::parse_event_t::key)
            add(parsed.get<QString>());
    }

private:
    struct Open
    {
        QSet<QString> keys;
        QString latest;
    };

    void add(const QString &key)
    {
        if (m_open.back().keys.contains(key))
            throw ConfigurationError(pathOf(key), QStringLiteral("This key is here twice."));
        m_open.back().keys.insert(key);
        m_open.back().latest = key;
    }

    QString pathOf(const QString &key) const
    {
        QString path;
        for (std::size_t i = 0; i + 1 < m_open.size(); ++i)
            path = childKey(path, m_open[i].latest);
        return childKey(path, key);
    }

    std::vector<Open> m_open;
};

// An error at the byte \a at of \a text.
ConfigurationError errorAt(const QByteArray &text, qsizetype at, const QString &message)
{
    const QByteArrayView before = QByteArrayView(text).first(at);
    ConfigurationError error({}, message);
    error.line = static_cast<int>(before.count('\n')) + 1;
    error.column = static_cast<int>(at - before.lastIndexOf('\n'));
    return error;
}

// What the parser says, with a shorter "last read: '...'", which may be all of the text.
QString shortened(const QString &said)
{
    const QString before = QStringLiteral("last read: '");
    const qsizetype found = said.indexOf(before);
    if (found < 0)
        return shown(said, 160);
    const qsizetype from = found + before.size();
    const qsizetype expected = said.indexOf(QStringLiteral("'; expected"), from);
    const qsizetype to = expected < 0 ? said.size() - 1 : expected;
    return said.left(from) + shown(said.mid(from, to - from)) + said.mid(to);
}

ConfigurationError syntaxError(const QByteArray &text, const Json::parse_error &what)
{
    const auto at = std::clamp<qsizetype>(static_cast<qsizetype>(what.byte) - 1, 0, text.size());
    // Of "[json...] parse error at line 1, column 2: syntax error while ...", the last part.
    const QString said = QString::fromUtf8(what.what());
    const qsizetype detail = said.indexOf(QStringLiteral(": "));
    return errorAt(text, at,
                   QStringLiteral("This is not JSON: %1.").arg(shortened(said.mid(detail + 2))));
}

// Before anything is built: whoever copies, compares or deletes the values goes down with them.
void refuseDeepNesting(const QByteArray &text)
{
    constexpr int most = 100;
    int depth = 0;
    bool inString = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"')
            inString = !inString;
        else if (inString)
            i += c == '\\' ? 1 : 0;
        else if (c == ']' || c == '}')
            --depth;
        else if ((c == '[' || c == '{') && ++depth > most)
            throw errorAt(
                text, i,
                QStringLiteral("Arrays and objects may be nested at most %1 deep.").arg(most));
    }
}

} // namespace

Json parseJsonText(const QByteArray &text)
{
    refuseDeepNesting(text);
    DuplicateKeys duplicates;
    try {
        return Json::parse(text.begin(), text.end(),
                           [&duplicates](int, Json::parse_event_t event, const Json &parsed) {
                               duplicates.see(event, parsed);
                               return true;
                           });
    } catch (const Json::parse_error &what) {
        throw syntaxError(text, what);
    } catch (const Json::exception &what) { // a number that is too large, for instance
        const QString said = QString::fromUtf8(what.what());
        throw ConfigurationError({},
                                 QStringLiteral("This cannot be read: %1.")
                                     .arg(shown(said.mid(said.indexOf(QStringLiteral("] ")) + 2))));
    }
}

} // namespace Holdfast
