// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QUrl>

//! \brief The program itself, as a user starts it.
class HoldfastProcess : public QProcess
{
    Q_OBJECT
public:
    //! The display that the program has.
    enum class Display { None, Offscreen, Unreachable };

    explicit HoldfastProcess(Display display = Display::None);
    ~HoldfastProcess() override;

    //! Makes the bus at \a address the program's system bus. To be called before the start.
    void useSystemBus(const QString &address);
    //! Shows the program's window on that X11 display. To be called before the start.
    void useDisplay(const QString &name);
    //! Starts it, and waits until it serves. An empty address when it does not come to that.
    QUrl serve(const QStringList &arguments);
    //! Starts it, and waits for its end. False when it does not end, or crashes.
    bool runToEnd(const QStringList &arguments);
    //! Waits for its end. False when it does not end, or crashes.
    bool end();
    //! Sends it a signal.
    void interrupt(int signal);

    QString stateFolder() const { return m_state.path(); }
    QString output() const { return m_output; }
    QString errorOutput() const { return m_errorOutput; }
    //! Returns all output of the program, for a failing test's message.
    QByteArray said() const;

private:
    const QTemporaryDir m_state; //!< XDG's state folder: no run goes on where another one ended
    QString m_output;
    QString m_errorOutput;
};

//! Writes a configuration into \a folder. Returns the file's name; an empty one on failure.
QString writeConfiguration(const QTemporaryDir &folder, const QByteArray &json);
