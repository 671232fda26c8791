// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/lock/historyparameters.h"

#include <QRegularExpression>
#include <QStringList>

#include <utility>

namespace Holdfast {

namespace {

using std::chrono::milliseconds;

//! The error in a parameter; it becomes an issue where the parameter's name is known.
struct Wrong
{
    QString type;
    QString message;
};

qint64 readNumber(const QString &text, qint64 least, qint64 most)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    if (!isNumber || number < least || number > most)
        throw Wrong {
            QStringLiteral("int_parsing"),
            QStringLiteral("Input should be a whole number from %1 to %2").arg(least).arg(most)};
    return number;
}

// Restores the '+' before a time's offset, which a query decodes to a space.
QString withOffset(QString text)
{
    static const QRegularExpression offset(QStringLiteral(" (?=\\d\\d:?\\d\\d\\z)"));
    const qsizetype at = text.indexOf(offset);
    // The text "2026-11-25 02:25" has its time of day there.
    return at > QStringView(u"2026-11-25").size() ? text.replace(at, 1, u'+') : text;
}

QDateTime readTime(const QString &given)
{
    const QString text = withOffset(given);
    const auto time = QDateTime::fromString(text.toUpper(), Qt::ISODateWithMs);
    // A local time here may be another time at the client.
    if (!time.isValid() || time.timeSpec() == Qt::LocalTime)
        throw Wrong {QStringLiteral("datetime_from_date_parsing"),
                     QStringLiteral("Input should be a time with its offset from UTC, like "
                                    "2026-11-25T02:25:10Z")};
    return time.toUTC();
}

QList<HistoryKind> readKinds(const QString &text)
{
    QStringList words;
    for (const HistoryKind kind : allHistoryKinds())
        words << toWord(kind);
    QList<HistoryKind> kinds;
    for (const QString &word : text.split(u',')) {
        const auto index = words.indexOf(word);
        if (index < 0)
            throw Wrong {
                QStringLiteral("enum"),
                QStringLiteral("Input should be one or several of %1, with commas between them")
                    .arg(words.join(QStringLiteral(", ")))};
        kinds << allHistoryKinds()[index];
    }
    return kinds;
}

LockClass readClass(const QString &text)
{
    for (const LockClass lockClass : {LockClass::Operator, LockClass::Remote}) {
        if (toWord(lockClass) == text)
            return lockClass;
    }
    throw Wrong {QStringLiteral("enum"), QStringLiteral("Input should be operator or remote")};
}

QString readText(const QString &text)
{
    constexpr qsizetype most = 200;
    if (text.isEmpty() || text.toUcs4().size() > most)
        throw Wrong {QStringLiteral("string_too_long"),
                     QStringLiteral("Input should have 1 to %1 characters").arg(most)};
    return text;
}

HistoryCursor readCursor(const QString &text)
{
    const auto cursor = HistoryCursor::fromText(text);
    if (!cursor)
        throw Wrong {QStringLiteral("value_error"),
                     QStringLiteral("Input should be the \"next\" of an earlier answer")};
    return *cursor;
}

using Take = void (*)(HistoryQuery &, const QString &);

constexpr milliseconds s_longestHold = std::chrono::hours {24 * 3650};

const QList<std::pair<QString, Take>> &parameters()
{
    static const QList<std::pair<QString, Take>> all {
        {QStringLiteral("kind"),
         [](HistoryQuery &q, const QString &t) { q.kinds += readKinds(t); }},
        {QStringLiteral("from"), [](HistoryQuery &q, const QString &t) { q.from = readTime(t); }},
        {QStringLiteral("to"), [](HistoryQuery &q, const QString &t) { q.to = readTime(t); }},
        {QStringLiteral("who"), [](HistoryQuery &q, const QString &t) { q.who = readText(t); }},
        {QStringLiteral("operation"),
         [](HistoryQuery &q, const QString &t) { q.operation = readText(t); }},
        {QStringLiteral("class"),
         [](HistoryQuery &q, const QString &t) { q.lockClass = readClass(t); }},
        {QStringLiteral("at_least_ms"),
         [](HistoryQuery &q, const QString &t) {
             q.atLeast = milliseconds(readNumber(t, 0, s_longestHold.count()));
         }},
        {QStringLiteral("limit"),
         [](HistoryQuery &q, const QString &t) {
             q.limit = int(readNumber(t, 1, HistoryQuery::mostEntries));
         }},
        {QStringLiteral("cursor"),
         [](HistoryQuery &q, const QString &t) { q.after = readCursor(t); }},
    };
    return all;
}

void takeOne(HistoryQuery &query, const QString &name, const QString &text)
{
    QStringList names;
    for (const auto &[known, take] : parameters()) {
        if (known == name)
            return take(query, text);
        names << known;
    }
    throw Wrong {QStringLiteral("extra_forbidden"),
                 QStringLiteral("There is no such parameter; the parameters are %1")
                     .arg(names.join(QStringLiteral(", ")))};
}

} // namespace

std::variant<HistoryQuery, ValidationIssue> readHistoryQuery(const QUrlQuery &query)
{
    HistoryQuery wanted;
    for (const auto &[name, text] : query.queryItems(QUrl::FullyDecoded)) {
        try {
            takeOne(wanted, name, text);
        } catch (const Wrong &wrong) {
            return ValidationIssue {.type = wrong.type,
                                    .location = Json::array({Json(name)}),
                                    .message = wrong.message,
                                    .input = text,
                                    .context = nullptr};
        }
    }
    return wanted;
}

} // namespace Holdfast
