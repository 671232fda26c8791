// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/history/historyreader.h"

#include "core/journal/file/journaldatabase.h"
#include "core/journal/history/historysql.h"

#include <QFileInfo>

#include <limits>
#include <utility>

namespace Holdfast {

namespace {

constexpr std::size_t mostQuestions = 64;

void execute(QSqlQuery &statement, const QVariantList &values)
{
    for (const QVariant &value : values)
        statement.addBindValue(value);
    JournalDatabase::run(statement);
}

//! Finds the hold of \a segment that began before \a from and went on at that time.
std::optional<HistoryCursor> spanningHold(const JournalDatabase &database, qint64 segment,
                                          qint64 from)
{
    QSqlQuery statement = database.prepared(QStringLiteral(
        "SELECT at, id, how = 5 OR at + held / 1000 > ? FROM events"
        " WHERE segment = ? AND at < ? AND kind = 1 ORDER BY at DESC, id DESC LIMIT 1"));
    execute(statement, {from, segment, from});
    if (!statement.next() || !statement.value(2).toBool())
        return {};
    return HistoryCursor {segment, statement.value(0).toLongLong(),
                          statement.value(1).toLongLong()};
}

//! Returns the segments that a query is about, the latest first. Their order is that in which they were
//! written, whatever the clock showed in them.
QList<qint64> segmentsFor(const JournalDatabase &database, const HistoryQuery &query)
{
    QSqlQuery statement =
        database.prepared(QStringLiteral("SELECT id FROM segments WHERE id <= ? ORDER BY id DESC"));
    execute(statement, {query.after ? query.after->segment : std::numeric_limits<qint64>::max()});
    QList<qint64> segments;
    while (statement.next())
        segments << statement.value(0).toLongLong();
    return segments;
}

HistoryPage readPage(const JournalDatabase &database, const HistoryQuery &query)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    HistoryPage page;
    const QList<qint64> segments = segmentsFor(database, query);
    for (const qint64 segment : segments) {
        const auto spanning = query.from
                                  ? spanningHold(database, segment, query.from->toMSecsSinceEpoch())
                                  : std::nullopt;
        const int left = query.limit - int(page.entries.size());
        const HistorySql sql = toSql(query, segment, left + 1, now, spanning);
        QSqlQuery statement = database.prepared(sql.text);
        execute(statement, sql.values);
        while (statement.next()) {
            if (page.entries.size() == query.limit)
                return page;
            page.entries << toEntry(statement, now);
            const HistoryEntry &last = page.entries.last();
            page.next = HistoryCursor {segment, last.at.toMSecsSinceEpoch(), last.id};
        }
    }
    page.next.reset(); // this page reaches the end
    return page;
}

} // namespace

HistoryReader::HistoryReader(std::shared_ptr<JournalFile> file,
                             std::shared_ptr<JournalStateBoard> board)
    : m_file(std::move(file))
    , m_board(std::move(board))
    , m_line(std::make_shared<Line>())
    , m_thread([this] { run(); })
{
}

HistoryReader::~HistoryReader()
{
    {
        const std::lock_guard lock(m_line->mutex);
        m_line->isOver = true;
        m_line->changed.notify_all();
    }
    m_thread.join();
}

Journal::Withdraw HistoryReader::read(const HistoryQuery &query,
                                      std::function<void(Journal::Answer)> done)
{
    {
        const std::lock_guard lock(m_line->mutex);
        if (m_line->questions.size() < mostQuestions) {
            const quint64 id = ++m_line->lastId;
            m_line->questions.push_back({id, query, std::move(done)});
            m_line->changed.notify_all();
            return [line = std::weak_ptr(m_line), id] {
                const std::shared_ptr<Line> there = line.lock();
                return there && there->withdraw(id);
            };
        }
    }
    done(QStringLiteral("Too many clients ask for the history at the same time."));
    return [] { return false; };
}

bool HistoryReader::Line::withdraw(quint64 id)
{
    const std::lock_guard lock(mutex);
    // The thread is about to take this question.
    if (!isBusy && !questions.empty() && questions.front().id == id)
        return false;
    return std::erase_if(questions, [id](const Question &each) { return each.id == id; }) > 0;
}

void HistoryReader::run()
{
    std::unique_lock lock(m_line->mutex);
    for (;;) {
        m_line->changed.wait(lock, [this] { return m_line->isOver || !m_line->questions.empty(); });
        if (m_line->questions.empty())
            return;
        const Question question = std::move(m_line->questions.front());
        m_line->questions.pop_front();
        const bool isOver = m_line->isOver;
        m_line->isBusy = true;
        lock.unlock();
        Journal::Answer found =
            isOver ? Journal::Answer(QStringLiteral("The server is shutting down."))
                   : answer(question.query);
        lock.lock();
        // Before the answer is delivered: a question that its receiver asks then is the next one.
        m_line->isBusy = false;
        lock.unlock();
        question.done(std::move(found));
        lock.lock();
    }
}

Journal::Answer HistoryReader::answer(const HistoryQuery &query) const
{
    HistoryPage page;
    // Opening a file that does not exist would create it.
    const bool isThere =
        m_file->isInMemory() || (!m_file->isReplaced() && QFileInfo::exists(m_file->name()));
    try {
        // A new connection each time, because the file may have been replaced.
        if (isThere)
            page = readPage({m_file->name(), JournalDatabase::For::Reading}, query);
    } catch (const JournalError &error) {
        if (error.kind() == JournalError::Kind::Damaged)
            m_board->reportDamage();
        // A file without tables is one that the writer has not set up yet.
        if (!error.text().startsWith(QStringLiteral("no such table")))
            return QStringLiteral("The journal cannot be read: %1.").arg(error.text());
    }
    page.journal = m_board->state();
    if (!isThere && page.journal.state == JournalState::State::Writing)
        page.journal = {
            JournalState::State::Paused,
            QStringLiteral(
                "Its file %1 has been removed or replaced; a new one is about to be begun.")
                .arg(m_file->name()),
            0};
    return page;
}

} // namespace Holdfast
