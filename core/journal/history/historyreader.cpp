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
    , m_queue(std::make_shared<Queue>())
    , m_thread(QStringLiteral("history"), [this] { return answerAll(); })
{
}

HistoryReader::~HistoryReader()
{
    m_isOver = true;
    m_thread.end();
}

Journal::Withdraw HistoryReader::read(const HistoryQuery &query,
                                      std::function<void(Journal::Answer)> done)
{
    const quint64 id = m_queue->add(query, done);
    if (id == 0) {
        done(QStringLiteral("Too many clients ask for the history at the same time."));
        return [] { return false; };
    }
    m_thread.wake();
    return [queue = std::weak_ptr(m_queue), id] {
        const std::shared_ptr<Queue> there = queue.lock();
        return there && there->withdraw(id);
    };
}

quint64 HistoryReader::Queue::add(const HistoryQuery &query,
                                  const std::function<void(Journal::Answer)> &done)
{
    const std::lock_guard lock(m_mutex);
    if (m_questions.size() == mostQuestions)
        return 0;
    m_questions.push_back({++m_lastId, query, done});
    return m_lastId;
}

bool HistoryReader::Queue::withdraw(quint64 id)
{
    const std::lock_guard lock(m_mutex);
    // The thread is about to take this question.
    if (!m_isBusy && !m_questions.empty() && m_questions.front().id == id)
        return false;
    return std::erase_if(m_questions, [id](const Question &each) { return each.id == id; }) > 0;
}

std::optional<HistoryReader::Question> HistoryReader::Queue::take()
{
    const std::lock_guard lock(m_mutex);
    if (m_questions.empty())
        return {};
    std::optional<Question> question = std::move(m_questions.front());
    m_questions.pop_front();
    m_isBusy = true;
    return question;
}

void HistoryReader::Queue::noteAnswered()
{
    const std::lock_guard lock(m_mutex);
    m_isBusy = false;
}

WorkerThread::TimePoint HistoryReader::answerAll()
{
    while (const auto question = m_queue->take()) {
        Journal::Answer found =
            m_isOver ? Journal::Answer(QStringLiteral("The server is shutting down."))
                     : answer(question->query);
        // Before the answer is delivered: a question that its receiver asks then is the next one.
        m_queue->noteAnswered();
        question->done(std::move(found));
    }
    return WorkerThread::never;
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
