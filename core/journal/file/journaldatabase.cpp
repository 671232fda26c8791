// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/file/journaldatabase.h"

#include <QSqlDatabase>
#include <QSqlError>

#include <atomic>

namespace Holdfast {

namespace {

QString newConnectionName()
{
    static std::atomic<quint64> count {0};
    return QStringLiteral("holdfast-journal-%1").arg(++count);
}

JournalError toException(const QSqlError &error)
{
    // SQLite's own numbers; the upper bits of the extended ones only give details.
    constexpr int corrupt = 11;
    constexpr int full = 13;
    constexpr int noDatabase = 26;
    const int code = error.nativeErrorCode().toInt() & 0xff;
    const auto kind = code == full                            ? JournalError::Kind::Full
                      : code == corrupt || code == noDatabase ? JournalError::Kind::Damaged
                                                              : JournalError::Kind::Other;
    const QString text = error.databaseText().isEmpty() ? error.text() : error.databaseText();
    return {kind, text};
}

} // namespace

JournalDatabase::JournalDatabase(const QString &name, For what)
    : m_connection(newConnectionName())
{
    try {
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
        database.setDatabaseName(name);
        // A user may have the file open in another program.
        database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_URI;QSQLITE_BUSY_TIMEOUT=%1")
                                       .arg(what == For::Writing ? 5000 : 2000));
        if (!database.open())
            throw toException(database.lastError());
        if (what == For::Reading)
            run(QStringLiteral("PRAGMA query_only=1"));
    } catch (...) {
        QSqlDatabase::removeDatabase(m_connection);
        throw;
    }
}

JournalDatabase::~JournalDatabase()
{
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

QSqlQuery JournalDatabase::prepared(const QString &sql) const
{
    QSqlQuery query(QSqlDatabase::database(m_connection, false));
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        throw toException(query.lastError());
    return query;
}

void JournalDatabase::run(QSqlQuery &query)
{
    if (!query.exec())
        throw toException(query.lastError());
}

void JournalDatabase::run(const QString &sql) const
{
    QSqlQuery query = prepared(sql);
    run(query);
}

qint64 JournalDatabase::number(const QString &sql) const
{
    QSqlQuery query = prepared(sql);
    run(query);
    return query.next() ? query.value(0).toLongLong() : 0;
}

JournalTransaction::JournalTransaction(const JournalDatabase &database)
    : m_database(database)
{
    m_database.run(QStringLiteral("BEGIN IMMEDIATE"));
}

JournalTransaction::~JournalTransaction()
{
    if (m_isOver)
        return;
    try {
        m_database.run(QStringLiteral("ROLLBACK"));
    } catch (const JournalError &) {
        // SQLite has done it by itself.
    }
}

void JournalTransaction::commit()
{
    m_database.run(QStringLiteral("COMMIT"));
    m_isOver = true;
}

} // namespace Holdfast
