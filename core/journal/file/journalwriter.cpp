// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/file/journalwriter.h"

#include "core/journal/file/journalschema.h"

#include <QTimeZone>
#include <QVariant>

#include <utility>

namespace Holdfast {

namespace {

constexpr int mostTextsInMind = 10'000;

QVariant orNull(qint64 number)
{
    return number == 0 ? QVariant() : QVariant(number);
}

QVariant orNull(const QString &text)
{
    return text.isEmpty() ? QVariant() : QVariant(text);
}

QVariant orNull(const std::optional<std::chrono::microseconds> &time)
{
    return time ? QVariant(qint64(time->count())) : QVariant();
}

QString statement(const char *sql)
{
    return QString::fromLatin1(sql);
}

} // namespace

JournalWriter::JournalWriter(const QString &name, qint64 begun, qint64 now, qint64 pageLimit,
                             std::shared_ptr<JournalStateBoard> board)
    : m_board(std::move(board))
    , m_database(name, JournalDatabase::For::Writing)
{
    open(pageLimit);
    m_add = m_database.prepared(statement(
        "INSERT INTO events(at, kind, how, run, who, who_kind, who_address, operation, class,"
        " generation, lease, waited, held, position, other, other_kind, other_address,"
        " other_operation, reason, missing, segment)"
        " VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"));
    m_addText = m_database.prepared(
        statement("INSERT INTO texts(text, seen) VALUES(?, ?)"
                  " ON CONFLICT(text) DO UPDATE SET seen = max(seen, excluded.seen)"));
    m_findText = m_database.prepared(statement("SELECT id FROM texts WHERE text = ?"));
    begin(true);
    resumeTime(now);
    closeEarlierRuns(begun);
    beginRun(begun);
    useClock(now);
    commit();
}

void JournalWriter::resumeTime(qint64 now)
{
    QSqlQuery last = m_database.prepared(statement(
        "SELECT seen, (SELECT max(elapsed) FROM runs) FROM runs ORDER BY id DESC LIMIT 1"));
    JournalDatabase::run(last);
    if (last.next())
        m_time = JournalTime(
            JournalTime::within(last.value(1).toLongLong())
            + JournalTime::acrossAGap(now - JournalTime::within(last.value(0).toLongLong())));
}

void JournalWriter::useClock(qint64 now)
{
    // Two clocks cannot be read at the same instant, and a clock that is a little fast is corrected
    // repeatedly; but the times of one segment never go back.
    const auto goesOn = [this](qint64 shift) {
        return shift - m_shift > -20 && shift - m_shift < 1000;
    };
    const qint64 shift = now - m_time.now();
    if (m_segment == 0) {
        QSqlQuery latest = m_database.prepared(
            statement("SELECT id, shift FROM segments WHERE run = ? ORDER BY id DESC LIMIT 1"));
        latest.addBindValue(m_run);
        JournalDatabase::run(latest);
        if (latest.next()) {
            m_segment = latest.value(0).toLongLong();
            m_shift = JournalTime::within(latest.value(1).toLongLong());
        }
    }
    if (m_segment != 0 && goesOn(shift))
        return;
    QSqlQuery insert =
        m_database.prepared(statement("INSERT INTO segments(run, shift) VALUES(?, ?)"));
    insert.addBindValue(m_run);
    insert.addBindValue(shift);
    JournalDatabase::run(insert);
    m_segment = insert.lastInsertId().toLongLong();
    m_shift = shift;
}

void JournalWriter::open(qint64 pageLimit)
{
    m_database.run(statement("PRAGMA journal_mode=WAL"));
    m_database.run(statement("PRAGMA journal_size_limit=8388608"));
    m_database.run(statement("PRAGMA synchronous=NORMAL"));
    if (pageLimit > 0)
        m_database.run(QStringLiteral("PRAGMA max_page_count=%1").arg(pageLimit));
    JournalSchema::establish(m_database);
}

void JournalWriter::closeEarlierRuns(qint64 begun)
{
    QSqlQuery open = m_database.prepared(
        statement("SELECT id, max(seen, (SELECT coalesce(max(at + coalesce(held, 0) / 1000), 0)"
                  " FROM (SELECT at, held FROM events WHERE segment ="
                  " (SELECT max(id) FROM segments WHERE run = runs.id)"
                  " ORDER BY at DESC LIMIT 1)))"
                  " FROM runs WHERE ended IS NULL AND begun <> ? ORDER BY id"));
    open.addBindValue(begun);
    JournalDatabase::run(open);
    QList<JournalRow> ends;
    while (open.next()) {
        JournalRow end;
        end.entry.kind = HistoryKind::RunEnded;
        end.entry.how = HistoryHow::Unfinished;
        end.entry.run = open.value(0).toLongLong();
        end.at = JournalTime::within(open.value(1).toLongLong());
        ends << end;
    }
    open.finish();
    for (const JournalRow &end : ends) {
        m_run = end.entry.run;
        m_brokenOff = brokenOffRun(m_run, end.at);
        m_segment = m_database.number(
            QStringLiteral("SELECT max(id) FROM segments WHERE run = %1").arg(m_run));
        m_database.run(
            QStringLiteral("UPDATE runs SET ended = %1 WHERE id = %2").arg(end.at).arg(m_run));
        add(end);
    }
    m_segment = 0;
    m_database.run(QStringLiteral("UPDATE events SET how = %1 WHERE how = 5 AND run IN"
                                  " (SELECT id FROM runs WHERE ended IS NOT NULL)")
                       .arg(int(HistoryHow::Unfinished)));
}

BrokenOffRun JournalWriter::brokenOffRun(qint64 run, qint64 lastSign) const
{
    const auto utc = [](qint64 time) {
        return QDateTime::fromMSecsSinceEpoch(time, QTimeZone::utc());
    };
    QSqlQuery holds = m_database.prepared(
        statement("SELECT at, operations.text, names.text, who_kind, who_address FROM events"
                  " LEFT JOIN texts operations ON operations.id = operation"
                  " LEFT JOIN texts names ON names.id = who"
                  " WHERE how = 5 AND kind = 1 AND run = ? ORDER BY events.id"));
    holds.addBindValue(run);
    JournalDatabase::run(holds);
    BrokenOffRun found {.lastSign = utc(lastSign), .work = {}};
    while (holds.next())
        found.work << BrokenOffRun::Work {
            .operation = holds.value(1).toString(),
            .who = {static_cast<Principal::Kind>(holds.value(3).toInt()), holds.value(2).toString(),
                    holds.value(4).toString()},
            .since = utc(JournalTime::within(holds.value(0).toLongLong()))};
    return found;
}

void JournalWriter::beginRun(qint64 begun)
{
    m_run = m_database.number(QStringLiteral("SELECT id FROM runs WHERE begun = %1").arg(begun));
    if (m_run != 0)
        return;
    QSqlQuery insert = m_database.prepared(
        statement("INSERT INTO runs(begun, seen, version, elapsed) VALUES(?, ?, ?, ?)"));
    insert.addBindValue(begun);
    insert.addBindValue(begun);
    insert.addBindValue(QStringLiteral(HOLDFAST_VERSION));
    insert.addBindValue(m_time.now());
    JournalDatabase::run(insert);
    m_run = insert.lastInsertId().toLongLong();
    useClock(begun);
    JournalRow row;
    row.at = begun;
    row.entry.kind = HistoryKind::RunBegun;
    row.entry.reason = QStringLiteral(HOLDFAST_VERSION);
    add(row);
}

void JournalWriter::begin(bool throughToDisk)
{
    // This cannot be changed within a transaction.
    m_database.run(throughToDisk ? statement("PRAGMA synchronous=FULL")
                                 : statement("PRAGMA synchronous=NORMAL"));
    m_transaction.emplace(m_database);
}

void JournalWriter::commit()
{
    m_transaction->commit();
    m_transaction.reset();
    // Only now: what is counted must be in the file, whenever the server is killed.
    m_board->count(std::exchange(m_uncommitted, {}));
}

QVariant JournalWriter::textId(const QString &text)
{
    if (text.isEmpty())
        return {};
    if (const auto found = m_texts.constFind(text); found != m_texts.constEnd())
        return *found;
    m_addText.bindValue(0, text);
    m_addText.bindValue(1, m_time.now());
    JournalDatabase::run(m_addText);
    m_findText.bindValue(0, text);
    JournalDatabase::run(m_findText);
    m_findText.next();
    const qint64 id = m_findText.value(0).toLongLong();
    m_findText.finish();
    if (m_texts.size() >= mostTextsInMind)
        m_texts.clear();
    m_texts.insert(text, id);
    return id;
}

qint64 JournalWriter::add(const JournalRow &row)
{
    const HistoryEntry &entry = row.entry;
    const QVariant who = textId(entry.who.name);
    const QVariant operation = textId(entry.operation);
    const QVariant other = textId(entry.other.name);
    const QVariant otherOperation = textId(entry.otherOperation);
    int place = 0;
    const auto bind = [&](const QVariant &value) { m_add.bindValue(place++, value); };
    bind(row.at);
    bind(int(entry.kind));
    bind(int(entry.how));
    bind(m_run);
    bind(who);
    bind(int(entry.who.kind));
    bind(orNull(entry.who.address));
    bind(operation);
    bind(entry.lockClass ? QVariant(int(*entry.lockClass)) : QVariant());
    bind(orNull(qint64(entry.generation)));
    bind(orNull(qint64(entry.lease)));
    bind(orNull(entry.waited));
    bind(orNull(entry.held));
    bind(orNull(qint64(entry.position)));
    bind(other);
    const bool hasOther = !other.isNull() || !otherOperation.isNull();
    bind(hasOther ? QVariant(int(entry.other.kind)) : QVariant());
    bind(orNull(entry.other.address));
    bind(otherOperation);
    bind(orNull(entry.reason));
    bind(orNull(qint64(entry.missing)));
    bind(m_segment);
    JournalDatabase::run(m_add);
    ++m_uncommitted.written[entry.kind];
    return m_add.lastInsertId().toLongLong();
}

bool JournalWriter::prolong(qint64 id, std::chrono::microseconds held)
{
    QSqlQuery update =
        m_database.prepared(statement("UPDATE events SET held = ? WHERE id = ? AND how = 5"));
    update.addBindValue(qint64(held.count()));
    update.addBindValue(id);
    JournalDatabase::run(update);
    return update.numRowsAffected() == 1;
}

bool JournalWriter::close(qint64 id, const JournalRow &row)
{
    // The beginning is known more precisely now, unless the clock was set meanwhile.
    QSqlQuery update = m_database.prepared(
        statement("UPDATE events SET at = CASE segment WHEN ? THEN ? ELSE at END, how = ?,"
                  " waited = ?, held = ? WHERE id = ? AND how = 5"));
    update.addBindValue(m_segment);
    update.addBindValue(row.at);
    update.addBindValue(int(row.entry.how));
    update.addBindValue(orNull(row.entry.waited));
    update.addBindValue(orNull(row.entry.held));
    update.addBindValue(id);
    JournalDatabase::run(update);
    return update.numRowsAffected() == 1;
}

void JournalWriter::closeUnknown(qint64 id)
{
    m_database.run(QStringLiteral("UPDATE events SET how = %1 WHERE id = %2 AND how = 5")
                       .arg(int(HistoryHow::Unknown))
                       .arg(id));
}

void JournalWriter::closeAllBut(qint64 exception)
{
    m_database.run(
        QStringLiteral("UPDATE events SET how = %1 WHERE how = 5 AND run = %2 AND id <> %3")
            .arg(int(HistoryHow::Unknown))
            .arg(m_run)
            .arg(exception));
}

void JournalWriter::tryRoom()
{
    begin(true);
    m_database.run(statement("INSERT INTO texts(text, seen) VALUES(hex(zeroblob(131072)), 0)"));
    commit();
    begin();
    m_database.run(statement("DELETE FROM texts WHERE seen = 0"));
    commit();
}

void JournalWriter::noteAlive(qint64 now)
{
    m_database.run(QStringLiteral("UPDATE runs SET seen = %1, elapsed = %2 WHERE id = %3")
                       .arg(now)
                       .arg(m_time.now())
                       .arg(m_run));
}

void JournalWriter::endRun(qint64 now)
{
    noteAlive(now);
    m_database.run(QStringLiteral("UPDATE runs SET ended = %1 WHERE id = %2").arg(now).arg(m_run));
    // A hold that still goes on lasts until the process ends.
    m_database.run(QStringLiteral("UPDATE events SET how = %1 WHERE how = 5 AND run = %2")
                       .arg(int(HistoryHow::Unfinished))
                       .arg(m_run));
    JournalRow row;
    row.at = now;
    row.entry.kind = HistoryKind::RunEnded;
    add(row);
}

} // namespace Holdfast
