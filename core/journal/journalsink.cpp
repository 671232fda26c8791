// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/journalsink.h"

#include "core/journal/file/journallog.h"
#include "core/lock/lockstatus.h"

#include <QStringList>

#include <utility>

namespace Holdfast {

using namespace std::chrono_literals;

namespace {

QString toText(const QDateTime &utc)
{
    return utc.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + QStringLiteral(" UTC");
}

} // namespace

bool JournalSink::OpenHold::is(quint64 otherGeneration, Clock::time_point otherSince) const
{
    // Holds under one lease share a generation. The times of a status are rounded to ms and may be read a
    // moment later; but the next hold begins later than that, because this one has lasted longer.
    return generation == otherGeneration
           && (lease == 0
               || std::chrono::abs(otherSince - since) < std::chrono::milliseconds {500});
}

JournalSink::JournalSink(const JournalOptions &options, std::shared_ptr<JournalFile> file,
                         std::shared_ptr<JournalStateBoard> board)
    : m_options(options)
    , m_file(std::move(file))
    , m_board(std::move(board))
    , m_begun(toNumber(m_clocks.wall))
{
}

void JournalSink::take(const LockFeed::Batch &batch, const ClockPair &clocks)
{
    adopt(clocks);
    lookAtFile();
    write(
        [this, &batch](JournalWriter &writer) {
            for (const LockEvent &event : batch.events)
                addEvent(writer, event);
            Gap lost {batch.lost, now(), {}};
            addGap(writer, lost, HistoryHow::Overflowed);
        },
        batch.events.size() + batch.lost);
}

void JournalSink::adopt(const ClockPair &clocks)
{
    // Two clocks cannot be read at the same instant. Only a larger difference means that one was set.
    if (std::chrono::abs(clocks.wall - m_clocks.timeOf(clocks.steady)) > 20ms)
        m_clocks = clocks;
}

void JournalSink::addEvent(JournalWriter &writer, const LockEvent &event)
{
    const JournalRow row = toRow(event, m_clocks);
    if (const auto *hold = std::get_if<HoldEnded>(&event.what);
        hold && m_open && m_open->is(hold->generation, event.at - hold->held)) {
        const qint64 id = m_open->id;
        m_open.reset();
        if (writer.close(id, row))
            return;
    }
    writer.add(row);
}

void JournalSink::look(const LockStatus &status, const ClockPair &clocks)
{
    if (m_board->takeDamage())
        fail({JournalError::Kind::Damaged, QStringLiteral("it could not be read")});
    adopt(clocks);
    lookAtFile();
    const auto &owner = status.owner;
    // A lease at rest has an owner without an operation.
    const bool isLong =
        owner && !owner->operation.isEmpty() && owner->operationFor >= m_options.longHold;
    const bool isOpenOwner =
        isLong && m_open && m_open->is(status.generation, clocks.steady - owner->operationFor);
    if (m_open && !isOpenOwner)
        lookForEnd();
    // While the event that ends the previous hold is on its way, the next hold waits for another look.
    if (isLong && (!m_open || isOpenOwner))
        lookAtHold(*owner, status.generation, clocks.steady);
    constexpr auto heartbeat = 1min;
    if (m_isPaused || !m_writer || Clock::now() - m_alive >= heartbeat) {
        if (write([this](JournalWriter &writer) { writer.noteAlive(now()); }))
            m_alive = Clock::now();
    }
    forget();
}

void JournalSink::lookAtHold(const LockOwner &owner, quint64 generation, Clock::time_point present)
{
    constexpr auto pause = 10s;
    const auto since = present - owner.operationFor;
    if (!m_open || !m_open->is(generation, since)) {
        const JournalRow row = toRow(owner, generation, since, m_clocks);
        write(
            [&](JournalWriter &writer) {
                m_open = OpenHold {writer.add(row), generation, row.entry.lease, since, present};
            },
            0, true);
    } else if (present - m_open->written >= pause) {
        write([&](JournalWriter &writer) {
            writer.prolong(m_open->id, owner.operationFor);
            writer.noteAlive(now());
            m_open->written = present;
        });
    }
    if (m_open)
        m_open->wasAway = false;
}

void JournalSink::lookForEnd()
{
    // The event that ends the hold may still be on its way, but not for two looks.
    if (!std::exchange(m_open->wasAway, true))
        return;
    write([this](JournalWriter &writer) {
        writer.closeUnknown(m_open->id);
        m_open.reset();
    });
}

void JournalSink::forget()
{
    constexpr auto day = 24h;
    if (!m_writer)
        return;
    try {
        const auto present = Clock::now();
        if (present >= m_nextPrune && m_writer->prune(m_options.days * day))
            m_nextPrune = present + day;
        constexpr auto patience = 500ms;
        while (!m_writer->shrink(m_options.mostBytes) && Clock::now() < present + patience)
            continue;
    } catch (const JournalError &error) {
        fail(error);
    }
}

void JournalSink::end()
{
    write([this](JournalWriter &writer) { writer.endRun(now()); }, 0, true);
    m_writer.reset();
}

// --- the file ----------------------------------------------------------------------------------

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
    if (const auto &brokenOff = m_writer->brokenOff()) {
        m_board->setBrokenOff(*brokenOff);
        report(*brokenOff);
    }
    if (m_isPaused)
        m_writer->tryRoom();
    m_writer->begin();
    m_writer->closeAllBut(m_open ? m_open->id : 0);
    m_writer->commit();
}

void JournalSink::report(const BrokenOffRun &run)
{
    QStringList work;
    for (const BrokenOffRun::Work &each : run.work)
        work << QStringLiteral("%1 of %2, since %3")
                    .arg(each.operation, each.who.toString(), toText(each.since));
    qCWarning(journalLog).noquote()
        << QStringLiteral("The last run of Holdfast did not come to its end: it was killed, has "
                          "crashed, or the power "
                          "failed. Its last sign of life is from %1. %2")
               .arg(toText(run.lastSign),
                    work.isEmpty()
                        ? QStringLiteral(
                            "No operation had the global lock then for longer than a moment.")
                        : QStringLiteral(
                              "Running then: %1. Look at the instrument before you go on.")
                              .arg(work.join(QStringLiteral("; "))));
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
