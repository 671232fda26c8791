// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the sink that opens the file, and handles one that cannot be written.

#include "core/journal/file/journallog.h"
#include "core/journal/journalsink.h"

#include <utility>

namespace Holdfast {

bool JournalSink::write(const Work &work, quint64 events, bool throughToDisk)
{
    const auto openBefore = m_open;
    if (!m_isPaused || Clock::now() >= m_nextTry) {
        // The second attempt uses a new file, when the old one turned out to be damaged.
        for (int attempt = 0; attempt < 2; ++attempt) {
            try {
                open();
                Gap gap = m_gap;
                m_writer->begin(throughToDisk || m_isPaused);
                m_writer->useClock(now());
                addGap(*m_writer, gap, HistoryHow::NotWritten);
                work(*m_writer);
                m_writer->commit();
                resumed(std::exchange(m_gap, {}).events);
                return true;
            } catch (const JournalError &error) {
                m_open = openBefore;
                fail(error);
            }
            if (m_isPaused)
                break;
        }
    }
    if (events > 0 && m_gap.events == 0)
        m_gap.since = now();
    m_gap.events += events;
    m_board->count({.missing = events});
    JournalState state = m_board->state();
    state.missing = m_gap.events;
    m_board->setState(state);
    return false;
}

void JournalSink::open()
{
    if (m_writer)
        return;
    m_file->claim();
    const qint64 pageLimit = m_options.pageLimit ? m_options.pageLimit() : 0;
    m_writer = std::make_unique<JournalWriter>(m_file->name(), m_begun, now(), pageLimit, m_board);
    m_file->remember();
    if (m_isPaused)
        m_writer->tryRoom();
    m_writer->begin();
    m_writer->closeAllBut(m_open ? m_open->id : 0);
    m_writer->commit();
}

void JournalSink::lookAtFile()
{
    if (!m_writer || !m_file->isReplaced())
        return;
    m_writer.reset();
    m_file->removeRemains();
    m_open.reset();
    // To readers of the new file, everything in the old one is missing, not only what was being written.
    quint64 written = 0;
    for (const auto &[kind, entries] : m_board->tally().written)
        written += entries;
    if (m_gap.events == 0)
        m_gap.since = m_begun;
    m_gap.events += written - std::exchange(m_gone, written);
    m_gap.reason =
        QStringLiteral("The journal's file was removed or replaced while it was in use.");
    qCWarning(journalLog).noquote()
        << QStringLiteral("The journal %1 was removed or replaced while it was in use. What was in "
                          "it is gone; a new one is begun.")
               .arg(m_file->name());
}

void JournalSink::addGap(JournalWriter &writer, Gap &gap, HistoryHow how) const
{
    if (gap.events == 0)
        return;
    JournalRow row;
    row.at = gap.since;
    row.entry.kind = HistoryKind::Missing;
    row.entry.how = how;
    row.entry.held = std::chrono::milliseconds(now() - gap.since);
    row.entry.missing = gap.events;
    row.entry.reason = gap.reason;
    writer.add(row);
}

void JournalSink::fail(const JournalError &error)
{
    m_writer.reset();
    QString reason = error.text();
    if (error.kind() == JournalError::Kind::Damaged && !m_file->isInMemory()) {
        try {
            const QString aside = m_file->keepAside();
            m_open.reset();
            qCWarning(journalLog).noquote()
                << QStringLiteral("The journal %1 is damaged (%2). It is kept as %3, and a new one "
                                  "is begun.")
                       .arg(m_file->name(), reason, aside);
            return;
        } catch (const JournalError &problem) {
            reason = problem.text();
        }
    }
    m_nextTry = Clock::now() + m_options.retry;
    const QString sentence =
        error.kind() == JournalError::Kind::Full
            ? QStringLiteral("The disk is full: nothing is written into %1.").arg(m_file->name())
            : QStringLiteral("Nothing is written into %1: %2.").arg(m_file->name(), reason);
    if (!std::exchange(m_isPaused, true))
        qCWarning(journalLog).noquote()
            << QStringLiteral("The journal pauses; the lock is not affected. %1").arg(sentence);
    m_board->setState({JournalState::State::Paused, sentence, m_gap.events});
}

void JournalSink::resumed(quint64 missing)
{
    if (std::exchange(m_isPaused, false))
        qCInfo(journalLog).noquote()
            << QStringLiteral("The journal records again; %1 events are missing in it.")
                   .arg(missing);
    m_board->setState({JournalState::State::Writing, {}, 0});
}

} // namespace Holdfast
