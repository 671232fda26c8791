// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/history/historyreader.h"

#include "core/journal/file/journaldatabase.h"
#include "core/journal/file/journaltime.h"

#include <QFileInfo>
#include <QSqlQuery>
#include <QStringList>
#include <QVariantList>

#include <algorithm>
#include <limits>
#include <utility>

namespace Holdfast {

namespace {

constexpr std::size_t mostQuestions = 64;

// --- the statement -----------------------------------------------------------------------------

//! \brief The columns of the statement below, in its order.
struct Column
{
    enum {
        Id,
        At,
        Kind,
        How,
        Run,
        Who,
        WhoKind,
        WhoAddress,
        Operation,
        Class,
        Generation,
        Lease,
        Waited,
        Held,
        Position,
        Other,
        OtherKind,
        OtherAddress,
        OtherOperation,
        Reason,
        Missing
    };
};

constexpr auto selection =
    "SELECT e.id, e.at, e.kind, e.how, e.run, w.text, e.who_kind, e.who_address, o.text, e.class,"
    " e.generation, e.lease, e.waited, e.held, e.position, x.text, e.other_kind, e.other_address,"
    " y.text, e.reason, e.missing"
    " FROM events e LEFT JOIN texts w ON w.id = e.who LEFT JOIN texts o ON o.id = e.operation"
    " LEFT JOIN texts x ON x.id = e.other LEFT JOIN texts y ON y.id = e.other_operation";

//! Escapes \a text for LIKE, so that it is searched for literally.
QString likePattern(QString text)
{
    for (const QChar special : {u'\\', u'%', u'_'})
        text.replace(special, QString(u'\\') + special);
    return u'%' + text + u'%';
}

QString numbers(const QList<HistoryKind> &kinds)
{
    QStringList texts;
    for (const HistoryKind kind : kinds)
        texts << QString::number(int(kind));
    return texts.join(u',');
}

std::optional<std::chrono::microseconds> duration(const QVariant &value)
{
    if (value.isNull())
        return {};
    return std::chrono::microseconds(value.toLongLong());
}

//! \brief A statement that selects the entries of one segment that a query asks for.
struct HistorySql
{
    QString text;
    QVariantList values;
};

//! \brief Conditions, and the values to bind in them, in the same order.
class Conditions
{
public:
    void add(const QString &condition, const QVariantList &values = {})
    {
        m_texts << condition;
        m_values << values;
    }
    HistorySql statement(int limit) const
    {
        QString text = QString::fromLatin1(selection);
        if (!m_texts.isEmpty())
            text += QStringLiteral(" WHERE ") + m_texts.join(QStringLiteral(" AND "));
        text += QStringLiteral(" ORDER BY e.at DESC, e.id DESC LIMIT %1").arg(limit);
        return {text, m_values};
    }

private:
    QStringList m_texts;
    QVariantList m_values;
};

void addTimes(Conditions &conditions, const HistoryQuery &query,
              const std::optional<HistoryCursor> &spanning)
{
    if (query.from) {
        const qint64 from = query.from->toMSecsSinceEpoch();
        // The unary signs keep SQLite from using two indexes and sorting.
        if (spanning)
            conditions.add(QStringLiteral("e.at >= ? AND (+e.at >= ? OR +e.id = ?)"),
                           {spanning->at, from, spanning->id});
        else
            conditions.add(QStringLiteral("e.at >= ?"), {from});
    }
    if (query.to)
        conditions.add(QStringLiteral("e.at < ?"), {query.to->toMSecsSinceEpoch()});
}

void addKinds(Conditions &conditions, const QList<HistoryKind> &kinds)
{
    if (kinds.isEmpty())
        return;
    conditions.add(QStringLiteral("e.kind IN (%1)").arg(numbers(kinds)));
    // The same condition as in the index events_rare, so that SQLite uses it.
    if (!kinds.contains(HistoryKind::Hold) && !kinds.contains(HistoryKind::Refusal))
        conditions.add(QStringLiteral("e.kind NOT IN (1, 2)"));
}

//! Returns the statement for at most \a limit entries. \a now, in ms since 1970, is the end of holds that
//! go on. \a spanning is the hold of this segment that began before HistoryQuery::from and went on then.
HistorySql toSql(const HistoryQuery &query, qint64 segment, int limit, qint64 now,
                 const std::optional<HistoryCursor> &spanning)
{
    Conditions conditions;
    conditions.add(QStringLiteral("e.segment = ?"), {segment});
    addTimes(conditions, query, spanning);
    if (query.after && query.after->segment == segment)
        conditions.add(QStringLiteral("(e.at, e.id) < (?, ?)"), {query.after->at, query.after->id});
    addKinds(conditions, query.kinds);
    if (!query.who.isEmpty()) {
        const auto texts = QStringLiteral("(SELECT id FROM texts WHERE text LIKE ? ESCAPE '\\')");
        const QString pattern = likePattern(query.who);
        conditions.add(QStringLiteral("(e.who IN %1 OR e.other IN %1)").arg(texts),
                       {pattern, pattern});
    }
    if (!query.operation.isEmpty())
        conditions.add(
            QStringLiteral("e.operation IN (SELECT id FROM texts WHERE substr(text, 1, ?) = ?)"),
            {query.operation.size(), query.operation});
    if (query.lockClass)
        conditions.add(QStringLiteral("e.class = ?"), {int(*query.lockClass)});
    if (query.atLeast)
        conditions.add(QStringLiteral("CASE e.how WHEN 5 THEN (? - e.at) * 1000"
                                      " ELSE coalesce(e.held, e.waited, 0) END >= ?"),
                       {now, qint64(std::chrono::microseconds(*query.atLeast).count())});
    return conditions.statement(limit);
}

//! Reads an entry from a row of such a statement.
HistoryEntry toEntry(const QSqlQuery &row, qint64 now)
{
    HistoryEntry entry;
    entry.id = row.value(Column::Id).toLongLong();
    const qint64 at = JournalTime::within(row.value(Column::At).toLongLong());
    entry.at = QDateTime::fromMSecsSinceEpoch(at).toUTC();
    entry.kind = HistoryKind(row.value(Column::Kind).toInt());
    entry.how = HistoryHow(row.value(Column::How).toInt());
    entry.run = row.value(Column::Run).toLongLong();
    entry.who = {Principal::Kind(row.value(Column::WhoKind).toInt()),
                 row.value(Column::Who).toString(), row.value(Column::WhoAddress).toString()};
    entry.operation = row.value(Column::Operation).toString();
    if (const QVariant lockClass = row.value(Column::Class); !lockClass.isNull())
        entry.lockClass = LockClass(lockClass.toInt());
    entry.generation = row.value(Column::Generation).toULongLong();
    entry.lease = row.value(Column::Lease).toULongLong();
    entry.waited = duration(row.value(Column::Waited));
    entry.held = duration(row.value(Column::Held));
    if (entry.how == HistoryHow::GoesOn)
        entry.held = std::chrono::milliseconds(std::max<qint64>(0, now - at));
    entry.position = row.value(Column::Position).toInt();
    if (const QVariant kind = row.value(Column::OtherKind); !kind.isNull())
        entry.other = {Principal::Kind(kind.toInt()), row.value(Column::Other).toString(),
                       row.value(Column::OtherAddress).toString()};
    entry.otherOperation = row.value(Column::OtherOperation).toString();
    entry.reason = row.value(Column::Reason).toString();
    entry.missing = row.value(Column::Missing).toULongLong();
    return entry;
}

// --- the page ----------------------------------------------------------------------------------

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
            page.next = HistoryCursor {segment, statement.value(Column::At).toLongLong(),
                                       page.entries.last().id};
        }
    }
    page.next.reset(); // this page reaches the end
    return page;
}

} // namespace

// --- HistoryReader -----------------------------------------------------------------------------

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
                                      const std::function<void(Journal::Answer)> &done)
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
