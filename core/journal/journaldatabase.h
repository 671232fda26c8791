// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSqlQuery>
#include <QString>

#include <stdexcept>

namespace Holdfast {

//! \brief What SQLite says is wrong.
class JournalError : public std::runtime_error
{
public:
    enum class Kind {
        Full,    //!< the disk, that is
        Damaged, //!< the file is no database, or not any more
        Foreign, //!< a good one, but no journal of ours, or of a newer Holdfast
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

//! \brief One connection to a journal, for the thread that made it. What fails throws JournalError.
class JournalDatabase
{
public:
    enum class For { Writing, Reading };

    //! \a name: a file, or a URI of SQLite.
    JournalDatabase(const QString &name, For what);
    ~JournalDatabase();
    Q_DISABLE_COPY_MOVE(JournalDatabase)

    //! A statement, to be executed again and again. It must go before its database does.
    QSqlQuery prepared(const QString &sql) const;
    //! Executes what prepared() made.
    static void run(QSqlQuery &query);

    void run(const QString &sql) const;
    //! Of a statement that gives one number; 0 when it gives none.
    qint64 number(const QString &sql) const;

private:
    const QString m_connection;
};

//! \brief All or nothing: what is not committed is rolled back at the end.
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
