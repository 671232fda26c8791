// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <sys/types.h>

namespace Holdfast::Ctl {

//! \brief The terminal that this program was started from, if any. One process group at a time is in
//! its foreground: gets its keys, and the signals of Ctrl+C and Ctrl+Z.
class JobTerminal
{
public:
    JobTerminal();
    ~JobTerminal();
    Q_DISABLE_COPY_MOVE(JobTerminal)

    //! Returns false when there is no terminal.
    bool isInForeground(pid_t group) const;
    //! Lets \a group be in the foreground.
    void giveTo(pid_t group) const;

    //! Does what \a signal (SIGTSTP, SIGTTIN) does to a process that does not catch it: returns
    //! when the shell continues this process, or at once where there is no shell that could.
    static void stopOurselves(int signal);

private:
    const int m_descriptor; //!< negative without a terminal
};

} // namespace Holdfast::Ctl
