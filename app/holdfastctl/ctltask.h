// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/console.h"
#include "app/holdfastctl/ctlcommandline.h"
#include "app/holdfastctl/lockfailure.h"
#include "core/client/remotestation.h"

#include <QObject>

#include <memory>

namespace Holdfast::Ctl {

//! \brief One command at work. Needs the main loop; says when it has finished.
class CtlTask : public QObject
{
    Q_OBJECT
public:
    //! \a console outlives this.
    CtlTask(Console &console, CtlCommandLine line, QObject *parent = nullptr);

    virtual void start() = 0;

Q_SIGNALS:
    //! Nothing happens after that.
    void finished(int exitCode);

protected:
    Console &console() const { return m_console; }
    const CtlCommandLine &line() const { return m_line; }
    RemoteStation &station() { return m_station; }

    void finish(CtlExitCode code) { Q_EMIT finished(toInt(code)); }
    //! Prints \a lines for people, or for programs what the server has answered.
    void finish(const StationAnswer &answer, const QStringList &lines, CtlExitCode code);
    //! Says what went wrong, to people and, if they read along, to programs.
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

//! What does what \a line says.
std::unique_ptr<CtlTask> makeCtlTask(Console &console, const CtlCommandLine &line);

} // namespace Holdfast::Ctl
