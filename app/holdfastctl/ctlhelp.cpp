// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/ctlhelp.h"

namespace Holdfast::Ctl {

namespace {

constexpr auto s_program = R"(Usage: holdfastctl COMMAND [OPTIONS]

Shows and takes the global lock of a Holdfast server, and stops its instrument.

Commands:
  lock status                   who holds the lock, for what, and who waits
  lock watch                    the same, as it changes
  lock run -- COMMAND ARGS...   hold the lock while COMMAND runs
  lock ask --reason TEXT        ask the one who holds it to let go
  lock break --reason TEXT      take it away from the one who holds it
  history                       what happened to the lock
  stop                          stop everything; the lock then refuses everybody
  clear-stop                    let the work go on after a stop

Options of every command:
  --url URL      the server, with its path prefix if it has one; else HOLDFAST_URL
                 from the environment, else http://127.0.0.1:5000
  --json         print for programs: JSON, one object per line (not with lock run)
  -h, --help     show this text; after a command: that command's
  -v, --version  show the version

Exit codes (lock run has others, see its --help):
  0  done; lock status: the lock is free
  1  not done: nobody holds the lock, somebody else holds it by now, the line is full,
     or what was asked to stop has not stopped yet; lock status: the lock is held
  2  wrong usage
  3  the server cannot be reached
  4  refused: stopped, local only, or to be done on the server's own machine only
  5  the server answered with an error, or is no Holdfast
  6  what was to be printed could not be, or was not read: it was done all the same
)";

constexpr auto s_status = R"(Usage: holdfastctl lock status [--json] [--url URL]

Shows who holds the lock, since when and for what, and who waits.
With --json: what the server says, in one line.

Exit codes: 0 free, 1 held, 4 free, but refused to everybody or to remote clients (stopped,
local only), 2 wrong usage, 3 not reachable, 5 no sensible answer.
)";

constexpr auto s_watch = R"(Usage: holdfastctl lock watch [--json] [--url URL]

Shows the lock as it changes, until Ctrl+C: who has it, who waits, leases, the last refusals.
On a terminal that is one view that is kept up to date, else one block of lines for each
change. While the server cannot be reached it says so and goes on trying.
With --json: one line for each change, what the server says, or {"refused":{...}} for
somebody who did not get the lock, or {"unreachable":"..."}.

With more changes than somebody reads, some are left out: {"left_out":N} says how many.

Exit codes: 0 ended by Ctrl+C or SIGTERM, 2 wrong usage, 5 no sensible answer,
6 its output cannot be written.
)";

constexpr auto s_run = R"(Usage: holdfastctl lock run [OPTIONS] -- COMMAND [ARGS...]

Takes the lock, runs COMMAND, and lets go when it ends, however it ends. COMMAND finds in its
environment LOCK_TOKEN (to be sent as the header Lock-Token), LOCK_GENERATION and HOLDFAST_URL.

Options:
  --label TEXT    what others see as the holder; else the name of COMMAND
  --note TEXT     what for
  --wait SECONDS  how long to wait for the lock; without it, as long as the server thinks fit
                  (a moment). Past a minute it asks again each minute, at the end of the line
  --ttl SECONDS   how long the lock stays taken when holdfastctl is gone, and at the same time
                  how long it tries to reach a lost server: 2 to 600, else 30. It is renewed
                  each third of that time. That it is lost is noticed at once, as the server
                  tells what happens to the lock
  --keep-running  only warn when the lease is lost; else COMMAND and all that it has started
                  (its process group) get SIGTERM
  --url URL       the server; else HOLDFAST_URL, else http://127.0.0.1:5000

SIGINT, SIGTERM, SIGHUP and SIGQUIT go on to COMMAND's process group, which is not that of
holdfastctl, and the lock is released when COMMAND has ended.
When holdfastctl is killed with -9, COMMAND gets SIGTERM (what COMMAND itself has started does
not), and the lease ends by its ttl.

Exit codes: that of COMMAND, or 128 and the signal's number; and of holdfastctl itself:
  120  the server cannot be reached: COMMAND was not started
  121  somebody else held the lock for all the wait, or the line is full: not started
  122  refused, because everything is stopped or local only: not started
  123  the lease was lost while COMMAND ran
  124  the server answered with an error, or is no Holdfast: not started
  125  wrong usage
  126  COMMAND cannot be executed
  127  COMMAND was not found
)";

constexpr auto s_ask =
    R"(Usage: holdfastctl lock ask --reason TEXT [--generation N] [--json] [--url URL]

Asks the one who holds the lock to let go; they see who asks, and why.

Options:
  --reason TEXT   why; required
  --generation N  ask the holder of that generation only

Exit codes: 0 asked, 1 nobody holds it, or not that generation any more, 2 wrong usage,
3 not reachable, 4 refused, 5 no sensible answer.
)";

constexpr auto s_break =
    R"(Usage: holdfastctl lock break --reason TEXT [--generation N] [--json] [--url URL]

Takes the lock away from the one who holds it. What they are doing is cancelled and the Things
are brought to a safe state. Only on the machine that the server runs on.

Options:
  --reason TEXT   why; required, and told to whoever is broken
  --generation N  break that hold only; without it the present one, which is shown first

Exit codes: 0 the lock is free of them, 1 nobody holds it, not that generation any more, or
their operation was asked to end and has not yet, 2 wrong usage, 3 not reachable, 4 refused:
only on the server's own machine, 5 no sensible answer.
)";

constexpr auto s_history =
    R"(Usage: holdfastctl history [FILTERS] [--limit N] [--json] [--url URL]

Shows what happened to the lock, the newest first: who held it, who was refused or left the
line, breaks, stops, leases, and when the server began and ended.

Filters, of which all must fit:
  --last TIME       the latest 90s, 30m, 8h or 2d
  --from, --to TIME from and up to a local time: "2026-11-25 22:00", or 22:00
  --who TEXT        TEXT is in the name, in any case of letters
  --operation TEXT  the operation begins so: a Thing, or Thing.action
  --kind KINDS      hold, refusal, left, break, mode, lease_begun, lease_ended, missing,
                    run_begun, run_ended; several with commas between them
  --class CLASS     operator or remote
  --at-least TIME   held, or waited, for so long: 90s, 30m
Options:
  --limit N         so many at most; else 100
With --json: one line for each entry, what the server says.

Exit codes: 0 shown, 2 wrong usage, 3 not reachable, 5 no sensible answer, 6 no reader.
)";

constexpr auto s_stop = R"(Usage: holdfastctl stop [--reason TEXT] [--json] [--url URL]

Stops everything at once: whatever runs or waits is cancelled, every Thing stands still, leases
end. From then on the lock refuses everybody until clear-stop.

Exit codes: 0 everything stands still, 1 something has not stopped (yet), 2 wrong usage,
3 not reachable, 5 no sensible answer, 6 everything stands still, but that could not be printed.
)";

constexpr auto s_clearStop = R"(Usage: holdfastctl clear-stop [--reason TEXT] [--json] [--url URL]

Lets the work go on after a stop. Only on the machine that the server runs on.

Exit codes: 0 cleared, 1 nothing was stopped, 2 wrong usage, 3 not reachable, 4 refused: only
on the server's own machine, 5 no sensible answer.
)";

const char *textFor(std::optional<CtlCommand> command)
{
    if (!command)
        return s_program;
    switch (*command) {
    case CtlCommand::LockStatus:
        return s_status;
    case CtlCommand::LockWatch:
        return s_watch;
    case CtlCommand::LockRun:
        return s_run;
    case CtlCommand::LockAsk:
        return s_ask;
    case CtlCommand::LockBreak:
        return s_break;
    case CtlCommand::History:
        return s_history;
    case CtlCommand::Stop:
        return s_stop;
    case CtlCommand::ClearStop:
        return s_clearStop;
    }
    return s_program;
}

} // namespace

QString ctlHelp(std::optional<CtlCommand> command)
{
    return QString::fromUtf8(textFor(command));
}

} // namespace Holdfast::Ctl
