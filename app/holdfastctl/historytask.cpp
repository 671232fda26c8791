// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/historytask.h"

#include "app/holdfastctl/jsonread.h"

#include <algorithm>
#include <utility>

namespace Holdfast::Ctl {

namespace {

void add(QUrlQuery &query, const char *name, const QString &value)
{
    if (!value.isEmpty())
        query.addQueryItem(QLatin1String(name), QString::fromUtf8(QUrl::toPercentEncoding(value)));
}

QString utc(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

} // namespace

void HistoryTask::start()
{
    connect(&console(), &Console::printed, this, &HistoryTask::goOn);
    ask({});
}

void HistoryTask::ask(const QString &cursor)
{
    constexpr int largestPage = 1000;
    const CtlHistoryWish &wish = line().history;
    LockRequest request;
    request.path = QStringLiteral("/lock/history");
    add(request.query, "from", utc(wish.from));
    add(request.query, "to", utc(wish.to));
    add(request.query, "who", wish.who);
    add(request.query, "operation", wish.operation);
    add(request.query, "kind", wish.kinds);
    add(request.query, "class", wish.lockClass);
    if (wish.atLeast)
        add(request.query, "at_least_ms", QString::number(wish.atLeast->count()));
    add(request.query, "limit", QString::number(std::min(largestPage, wish.limit - m_shown)));
    add(request.query, "cursor", cursor);
    client().send(request, this, [this](const LockAnswer &answer) { answered(answer); });
}

void HistoryTask::goOn()
{
    // A reader who takes their time has no more than a page waiting here.
    if (!m_cursor.isEmpty() && console().pending() == 0)
        ask(std::exchange(m_cursor, {}));
}

void HistoryTask::answered(const LockAnswer &answer)
{
    if (!answer.isGood())
        return fail(failureOf(answer, client().server()), answer);
    const Json &entries = JsonRead::member(answer.body, "entries");
    if (!entries.is_array())
        return fail(notUnderstood(client().server()), answer);
    print(entries);
    m_shown += int(entries.size());
    const QString next = JsonRead::text(answer.body, "next");
    // A server that promises more and gives nothing would be asked for ever.
    if (!next.isEmpty() && m_shown < line().history.limit && !entries.empty()) {
        m_cursor = next;
        return goOn();
    }
    noteJournal(JsonRead::member(answer.body, "journal"));
    finish(CtlExitCode::Done);
}

void HistoryTask::print(const Json &entries)
{
    if (line().json) {
        for (const Json &entry : entries)
            console().print(entry);
        return;
    }
    for (const QString &text : m_table.linesFor(entries))
        console().print(text);
}

void HistoryTask::noteJournal(const Json &journal)
{
    if (m_shown == 0 && !line().json)
        console().print(QStringLiteral("Nothing of this kind is remembered."));
    if (const QString reason = JsonRead::text(journal, "reason"); !reason.isEmpty())
        console().note(
            QStringLiteral("the journal is %1. %2").arg(JsonRead::text(journal, "state"), reason));
}

} // namespace Holdfast::Ctl
