// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QUrl>

#include <memory>
#include <vector>

namespace Holdfast {

//! \brief Clients in processes of their own: 32 connections that read, 32 that write and contend for the
//! lock, one that asks for fifty moves a second, a viewer of the live stream, and one that reads a slow property again and again.
class WindowLoad
{
public:
    explicit WindowLoad(const QUrl &server);
    ~WindowLoad();

    //! Returns an empty text when all clients run; otherwise an error message.
    QString problem() const;

private:
    void run(const QString &program, const QStringList &arguments);
    QString script(const QString &name, const QByteArray &lua) const;

    QTemporaryDir m_folder;
    std::vector<std::unique_ptr<QProcess>> m_programs;
};

} // namespace Holdfast
