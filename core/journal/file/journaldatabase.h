// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSqlQuery>
#include <QString>

#include <stdexcept>

namespace Holdfast {

//! \brief An error that SQLite reports.
class JournalError : public std::runtime_error
{
public:
    enum class Kind {
        Full,    //!< the disk is full
        Damaged, //!< the file is not a database, or not any more
        Foreign, //!< a valid database, but of another program or a newer Holdfast
        Other,
    };

    JournalError(Kind kind, const QString &text)
        : std::runtime_error(text.toStdString())
        , m_kind(kind)
    {
    }

    Kind kind() const { return m_kind; }
    QString text() const { return QString::fromUtf8(what()); }

private:
    Kind m_kind;
};

//! \brief One connection to a journal, for the thread that made it. All functions throw JournalError.
class JournalDatabase
{
public:
    enum class For { Writing, Reading };

    //! Opens \a name: a file, or a URI of SQLite.
    JournalDatabase(const QString &name, For what);
    ~JournalDatabase();
    Q_DISABLE_COPY_MOVE(JournalDatabase)

    //! Prepares a statement that can be executed repeatedly. It must be destroyed before its database.
    QSqlQuery prepared(const QString &sql) const;
    //! Executes a statement from prepared().
    static void run(QSqlQuery &query);

    void run(const QString &sql) const;
    //! Executes a statement that selects one number, and returns that; 0 when it selects none.
    qint64 number(const QString &sql) const;

private:
    const QString m_connection;
};

//! \brief A transaction, which is rolled back at the end of its scope unless it was committed.
class JournalTransaction
{
public:
    explicit JournalTransaction(const JournalDatabase &database);
    ~JournalTransaction();
    Q_DISABLE_COPY_MOVE(JournalTransaction)

    void commit();

private:
    const JournalDatabase &m_database;
    bool m_isOver = false;
};

} // namespace Holdfast
