// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>
#include <QSocketNotifier>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>

//! \brief The socket on which a service manager listens to its services.
class NotifySocket : public QObject
{
    Q_OBJECT
public:
    NotifySocket();
    ~NotifySocket() override;

    //! Returns the value of NOTIFY_SOCKET; empty when there is no socket to be had.
    QString path() const { return m_path; }
    //! Returns what was told so far, one line each.
    const QStringList &told() const { return m_told; }
    //! Returns how often \a line was told.
    qsizetype count(const QString &line) const { return m_told.count(line); }
    //! Returns the first line that begins with \a begin; empty when there is none.
    QString first(const QString &begin) const;

private:
    void read();

    const QTemporaryDir m_folder;
    QString m_path;
    int m_socket = -1;
    std::unique_ptr<QSocketNotifier> m_notifier;
    QStringList m_told;
};
