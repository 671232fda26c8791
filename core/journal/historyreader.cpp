// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/historyreader.h"

#include "core/journal/historysql.h"
#include "core/journal/journaldatabase.h"

#include <QFileInfo>

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

//! The hold that went on at \a from, and began before.
std::optional<HistoryCursor> spanningHold(const JournalDatabase &database, qint64 from)
{
    QSqlQuery statement = database.prepared(
        QStringLiteral("SELECT at, id, how = 5 OR at + held / 1000 > ? FROM events"
                       " WHERE at < ? AND kind = 1 ORDER BY at DESC, id DESC LIMIT 1"));
    execute(statement, {from, from});
    if (!statement.next() || !statement.value(2).toBool())
        return {};
    return HistoryCursor {statement.value(0).toLongLong(), statement.value(1).toLongLong()};
}

HistoryPage readPage(const JournalDatabase &database, const HistoryQuery &query)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    const auto spanning =
        query.from ? spanningHold(database, query.from->toMSecsSinceEpoch()) : std::nullopt;
    const HistorySql sql = toSql(query, now, spanning);
    QSqlQuery statement = database.prepared(sql.text);
    execute(statement, sql.values);
    HistoryPage page;
    while (statement.next()) {
        if (page.entries.size() == query.limit) {
            const HistoryEntry &last = page.entries.last();
            page.next = HistoryCursor {last.at.toMSecsSinceEpoch(), last.id};
            break;
        }
        page.entries << toEntry(statement, now);
    }
    return page;
}

} // namespace

HistoryReader::HistoryReader(std::shared_ptr<JournalFile> file,
                             std::shared_ptr<JournalStateBoard> board)
    : m_file(std::move(file))
    , m_board(std::move(board))
    , m_thread([this] { run(); })
{
}

HistoryReader::~HistoryReader()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
        m_changed.notify_all();
    }
    m_thread.join();
}

void HistoryReader::read(const HistoryQuery &query, std::function<void(Journal::Answer)> done)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_questions.size() < mostQuestions) {
            m_questions.push_back({query, std::move(done)});
            m_changed.notify_all();
            return;
        }
    }
    done(QStringLiteral("Too many ask for the history at the same time."));
}

void HistoryReader::run()
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        m_changed.wait(lock, [this] { return m_isOver || !m_questions.empty(); });
        if (m_questions.empty())
            return;
        const Question question = std::move(m_questions.front());
        m_questions.pop_front();
        const bool isOver = m_isOver;
        lock.unlock();
        question.done(isOver ? Journal::Answer(QStringLiteral("The server is shutting down."))
                             : answer(question.query));
        lock.lock();
    }
}

Journal::Answer HistoryReader::answer(const HistoryQuery &query) const
{
    HistoryPage page;
    // To open what is not there would make it.
    const bool isThere = m_file->isInMemory() || QFileInfo::exists(m_file->name());
    try {
        // Anew each time: the file may be another one by now.
        if (isThere)
            page = readPage({m_file->name(), JournalDatabase::For::Reading}, query);
    } catch (const JournalError &error) {
        if (error.kind() == JournalError::Kind::Damaged)
            m_board->reportDamage();
        // Without tables it is one that nobody could write into yet.
        if (!error.text().startsWith(QStringLiteral("no such table")))
            return QStringLiteral("The journal cannot be read: %1.").arg(error.text());
    }
    page.journal = m_board->state();
    return page;
}

} // namespace Holdfast
