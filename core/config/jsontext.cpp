// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/jsontext.h"

#include "core/config/configurationerror.h"
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
        QString path;
        for (std::size_t i = 0; i + 1 < m_open.size(); ++i)
            path = childKey(path, m_open[i].latest);
        if (m_open.back().keys.contains(key))
            throw ConfigurationError(childKey(path, key),
                                     QStringLiteral("This key is here twice."));
        m_open.back().keys.insert(key);
        m_open.back().latest = key;
    }

    std::vector<Open> m_open;
};

ConfigurationError syntaxError(const QByteArray &text, const Json::parse_error &what)
{
    const auto end = std::clamp<qsizetype>(static_cast<qsizetype>(what.byte) - 1, 0, text.size());
    const QByteArray before = text.left(end);
    // Of "[json...] parse error at line 1, column 2: syntax error while ...", the last part.
    const QString said = QString::fromUtf8(what.what());
    const qsizetype detail = said.indexOf(QStringLiteral(": "));
    ConfigurationError error({}, QStringLiteral("This is not JSON: %1.").arg(said.mid(detail + 2)));
    error.line = static_cast<int>(before.count('\n')) + 1;
    error.column = static_cast<int>(end - before.lastIndexOf('\n'));
    return error;
}

} // namespace

Json parseJsonText(const QByteArray &text)
{
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
        throw ConfigurationError({}, QStringLiteral("This cannot be read: %1.")
                                         .arg(said.mid(said.indexOf(QStringLiteral("] ")) + 2)));
    }
}

} // namespace Holdfast
