// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/console.h"
#include "app/holdfastctl/ctlcommandline.h"
#include "app/holdfastctl/task/lockfailure.h"
#include "core/client/remotestation.h"

#include <QObject>

#include <memory>

namespace Holdfast::Ctl {

//! Returns the name by which other users see holdfastctl's requests.
ClientName clientName();

//! \brief One command that is carried out. Needs the main loop; emits a signal when it has
//! finished.
class CtlTask : public QObject
{
    Q_OBJECT
public:
    //! \a console outlives this.
    CtlTask(Console &console, CtlCommandLine line, QObject *parent = nullptr);

    virtual void start() = 0;

Q_SIGNALS:
    //! Emitted at the end; nothing happens after that.
    void finished(int exitCode);

protected:
    Console &console() const { return m_console; }
    const CtlCommandLine &line() const { return m_line; }
    RemoteStation &station() { return m_station; }

    void finish(CtlExitCode code) { Q_EMIT finished(toInt(code)); }
    //! Prints \a lines for people, or the server's answer for programs.
    void finish(const StationAnswer &answer, const QStringList &lines, CtlExitCode code);
    //! Reports the error to people and, if they asked for data, to programs.
    void fail(const LockFailure &failure, const StationAnswer &answer = {});
    //! Whether \a reply has a value; fails otherwise.
    template<typename T>
    bool isUnderstood(const StationReply<T> &reply)
    {
        if (!reply.value)
            fail(failureOf(reply.answer, m_station.address()), reply.answer);
        return reply.value.has_value();
    }

private:
    Console &m_console;
    const CtlCommandLine m_line;
    RemoteStation m_station;
};

//! Creates the task that \a line asks for.
std::unique_ptr<CtlTask> makeCtlTask(Console &console, const CtlCommandLine &line);

} // namespace Holdfast::Ctl
