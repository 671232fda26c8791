// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/historytask.h"

#include "core/wire/jsonread.h"

#include <algorithm>
#include <utility>

namespace Holdfast::Ctl {

void HistoryTask::start()
{
    connect(&console(), &Console::printed, this, &HistoryTask::goOn);
    ask({});
}

void HistoryTask::ask(const QString &cursor)
{
    HistoryQuery page = line().history;
    page.limit = std::min(HistoryQuery::mostEntries, line().history.limit - m_shown);
    station().history(page, cursor, this,
                      [this](const StationReply<StationHistory> &reply) { answered(reply); });
}

void HistoryTask::goOn()
{
    // A slow reader has no more than a page waiting here.
    if (!m_cursor.isEmpty() && console().pending() == 0)
        ask(std::exchange(m_cursor, {}));
}

void HistoryTask::answered(const StationReply<StationHistory> &reply)
{
    if (!isUnderstood(reply))
        return;
    // The entries are passed on to programs as the server sent them; some may be of a kind that is
    // unknown here.
    const Json &told = JsonRead::member(reply.answer.body, "entries");
    print(reply.value->page, told);
    m_shown += int(told.size());
    // Without this check, a server that announces more entries and sends none would be asked for
    // ever.
    if (!reply.value->next.isEmpty() && m_shown < line().history.limit && !told.empty()) {
        m_cursor = reply.value->next;
        return goOn();
    }
    noteJournal(reply.value->page.journal);
    finish(CtlExitCode::Done);
}

void HistoryTask::print(const HistoryPage &page, const Json &told)
{
    if (line().json) {
        for (const Json &entry : told)
            console().print(entry);
        return;
    }
    for (const QString &text : m_table.linesFor(page.entries))
        console().print(text);
}

void HistoryTask::noteJournal(const JournalState &journal)
{
    if (m_shown == 0 && !line().json)
        console().print(QStringLiteral("The history has no entries that match."));
    if (!journal.reason.isEmpty())
        console().note(
            QStringLiteral("the journal is %1. %2").arg(toWord(journal.state), journal.reason));
}

} // namespace Holdfast::Ctl
