// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/ctlhelp.h"

namespace Holdfast::Ctl {

namespace {

constexpr auto s_program = R"(Usage: holdfastctl COMMAND [OPTIONS]

Shows and takes the global lock of a Holdfast server, and stops its instrument.

Commands:
  lock status                   show the owner of the lock, its operation, and the waiters
  lock watch                    show the same, as it changes
  lock run -- COMMAND ARGS...   hold the lock while COMMAND runs
  lock ask --reason TEXT        ask the owner to release the lock
  lock break --reason TEXT      take the lock away from its owner
  history                       show what happened to the lock
  stop                          stop everything; the lock then refuses all requests
  clear-stop                    end a stop, so that the work can go on
  lab status                    show the stations of the lab, and what they share
  lab watch                     show the same, as it changes
  lab stop                      stop everything at every station of the lab
  plugins                       show the plug-ins that the server has found
  token create --name NAME --role ROLE
                                make a token, with which a client may use the server
  token list                    show the tokens' names and roles
  token revoke --name NAME      end a token

Options of every command:
  --url URL             the server, with its path prefix if it has one; else HOLDFAST_URL
                        from the environment, else http://127.0.0.1:5000
  --token TOKEN         the token with which the server is used; else HOLDFAST_TOKEN from the
                        environment, which other users of the computer cannot see; else none
  --fingerprint SHA256  the fingerprint of the server's certificate; else HOLDFAST_FINGERPRINT
                        from the environment; else an authority has to vouch for the
                        certificate of a server whose address begins with https
  --json                print for programs: JSON, one object per line (not with lock run)
  -h, --help            show this text; after a command: that command's
  -v, --version         show the version

Exit codes (lock run has others, see its --help):
  0  done; lock status: the lock is free
  1  not done: the lock is free, or has another owner by now, the line is full, or
     something has not stopped yet; lock status: the lock is held; lab status: the lab
     cannot be reached, or there is none
  2  wrong usage
  3  the server cannot be reached
  4  refused: stopped, local only, possible on the server's own machine only, or the
     token is missing, not valid, or that of a role which may not do this
  5  the server answered with an error, or is not a Holdfast server
  6  the command was carried out, but its output could not be written, or was not read
)";

constexpr auto s_status = R"(Usage: holdfastctl lock status [--json] [--url URL]

Shows the owner of the lock, since when and for what it holds the lock, and the waiters.
With --json: the answer of the server, in one line.

Exit codes: 0 free, 1 held, 4 free, but all requests or those of remote clients are refused
(stopped, local only), 2 wrong usage, 3 not reachable, 5 no sensible answer.
)";

constexpr auto s_watch = R"(Usage: holdfastctl lock watch [--json] [--url URL]

Shows the lock as it changes, until Ctrl+C: the owner, the waiters, leases, the last refusals.
On a terminal it keeps one view up to date; elsewhere it prints one block of lines for each
change. While the server cannot be reached it says so and goes on trying.
With --json: one line for each change, with the state that the server sent, or with
{"refused":{...}} for a request that was refused, or with {"unreachable":"..."}.

When the changes come faster than its output is read, some are left out: {"left_out":N} says
how many.

Exit codes: 0 ended by Ctrl+C or SIGTERM, 2 wrong usage, 5 no sensible answer,
6 its output cannot be written.
)";

constexpr auto s_run = R"(Usage: holdfastctl lock run [OPTIONS] -- COMMAND [ARGS...]

Takes the lock, runs COMMAND, and releases the lock when COMMAND ends, however it ends. The
environment of COMMAND has LOCK_TOKEN (to be sent as the header Lock-Token), LOCK_GENERATION
and HOLDFAST_URL.

With --lab it takes a ticket of the lab instead, for what several stations share. The
environment then has HOLDFAST_LAB, to be sent as the header Holdfast-Lab to the home of each
resource, and no token of the lock.

Options:
  --lab NAMES     the resources of the lab that COMMAND needs: laser,robot. It gets all of them
                  at once, in its turn
  --label TEXT    the name of the owner that others see; else the name of COMMAND
  --note TEXT     the purpose, which others see as well
  --wait SECONDS  how long to wait for the lock; else the time that is configured in the server
                  (a moment). A longer wait than a minute is requested again each minute, at
                  the end of the line
  --ttl SECONDS   how long the lock stays taken when holdfastctl is gone, and how long
                  holdfastctl tries to reach a lost server: 2 to 600, else 30. The lease is
                  renewed each third of that time. The server reports its loss at once
  --keep-running  only warn when the lease is lost; else COMMAND and all that it has started
                  (its process group) get SIGTERM
  --url URL       the server; else HOLDFAST_URL, else http://127.0.0.1:5000

SIGINT, SIGTERM, SIGHUP and SIGQUIT go on to COMMAND's process group, which is not that of
holdfastctl, and the lock is released when COMMAND has ended.
When holdfastctl is killed with -9, COMMAND gets SIGTERM (what COMMAND itself has started does
not), and the lease ends by its ttl.

Exit codes: that of COMMAND, or 128 and the signal's number; and of holdfastctl itself:
  120  the server cannot be reached: COMMAND was not started
  121  another owner held the lock for all the wait, or the line is full: not started
  122  refused, because everything is stopped or local only, or without a token that may do
       it: not started
  123  the lease was lost while COMMAND ran
  124  the server answered with an error, or is not a Holdfast server: not started
  125  wrong usage
  126  COMMAND cannot be executed
  127  COMMAND was not found
)";

constexpr auto s_ask =
    R"(Usage: holdfastctl lock ask --reason TEXT [--generation N] [--json] [--url URL]

Asks the owner of the lock to release it; the owner sees the name and the reason.

Options:
  --reason TEXT   the reason; required
  --generation N  ask the owner of that generation only

Exit codes: 0 asked, 1 the lock is free, or is not at that generation any more, 2 wrong usage,
3 not reachable, 4 refused, 5 no sensible answer.
)";

constexpr auto s_break =
    R"(Usage: holdfastctl lock break --reason TEXT [--generation N] [--json] [--url URL]

Takes the lock away from its owner. The owner's operation is cancelled, and the Things are made
safe. Only on the machine that the server runs on.

Options:
  --reason TEXT   the reason; required, and told to the owner
  --generation N  break that hold only; without it the present one, which is shown first

Exit codes: 0 the owner has lost the lock, 1 the lock is free, is not at that generation any
more, or the operation was asked to end and has not ended yet, 2 wrong usage, 3 not reachable,
4 refused: only on the server's own machine, 5 no sensible answer.
)";

constexpr auto s_history =
    R"(Usage: holdfastctl history [FILTERS] [--limit N] [--json] [--url URL]

Shows what happened to the lock, the newest first: holds, refusals, requests that left the
line, breaks, stops, leases, and when the server began and ended.

Filters; an entry is shown if it matches all of them:
  --last TIME       the latest 90s, 30m, 8h or 2d
  --from, --to TIME from and up to a local time: "2026-11-25 22:00", or 22:00
  --who TEXT        the name contains TEXT, in upper or lower case
  --operation TEXT  the operation begins with TEXT: a Thing, or Thing.action
  --kind KINDS      hold, refusal, left, break, mode, lease_begun, lease_ended, missing,
                    run_begun, run_ended; several with commas between them
  --class CLASS     operator or remote
  --at-least TIME   held, or waited, for at least this time: 90s, 30m
Options:
  --limit N         the most entries to show; else 100
With --json: one line for each entry, as the server sent it.

Exit codes: 0 shown, 2 wrong usage, 3 not reachable, 5 no sensible answer, 6 no reader.
)";

constexpr auto s_stop = R"(Usage: holdfastctl stop [--reason TEXT] [--json] [--url URL]

Stops everything at once: all running and waiting actions are cancelled, every Thing stands
still, and leases end. From then on the lock refuses all requests until clear-stop.

Exit codes: 0 everything stands still, 1 something has not stopped (yet), 2 wrong usage,
3 not reachable, 5 no sensible answer, 6 everything stands still, but that could not be written.
)";

constexpr auto s_clearStop = R"(Usage: holdfastctl clear-stop [--reason TEXT] [--json] [--url URL]

Ends a stop, so that the work can go on. Only on the machine that the server runs on.

Exit codes: 0 cleared, 1 nothing was stopped, 2 wrong usage, 3 not reachable, 4 refused: only
on the server's own machine, 5 no sensible answer.
)";

constexpr auto s_labStatus = R"(Usage: holdfastctl lab status [--json] [--url URL]

Shows the lab as the server knows it: its stations with the owners of their locks, and what
they share, each with its owner and its waiters, the next one first.
With --json: the answer of the server, in one line.

Exit codes: 0 the server is in the lab, 1 it cannot reach the lab, or is in none, 2 wrong
usage, 3 not reachable, 5 no sensible answer.
)";

constexpr auto s_labWatch = R"(Usage: holdfastctl lab watch [--json] [--url URL]

Shows the lab as it changes, until Ctrl+C. On a terminal it keeps one view up to date;
elsewhere it prints one block of lines for each change. While the server cannot be reached it
says so and goes on trying.
With --json: one line for each change, with the state that the server sent, or with
{"unreachable":"..."}.

When the changes come faster than its output is read, some are left out: {"left_out":N} says
how many.

Exit codes: 0 ended by Ctrl+C or SIGTERM, 1 the server is in no lab, 2 wrong usage, 5 no
sensible answer, 6 its output cannot be written.
)";

constexpr auto s_labStop = R"(Usage: holdfastctl lab stop [--reason TEXT] [--json] [--url URL]

Stops everything at every station of the lab, as "stop" does at one: asks the server where the
stations are, and then each station by its own address, all at the same time. Works while etcd
cannot be reached, too. The token of --token or HOLDFAST_TOKEN is sent to all stations. From
then on their locks refuse all requests until clear-stop.

It says what came of each station, with --json in one line of JSON for each.

Exit codes: 0 everything stands still everywhere, 1 a station has not stopped (yet), or the
server is in no lab, 2 wrong usage, 3 not reachable, 5 no sensible answer.
)";

constexpr auto s_plugins = R"(Usage: holdfastctl plugins [--json] [--url URL]

Shows the plug-ins that the server found at its start, with their classes of Things, and what
came of each:
  loaded      its classes are in use
  not needed  the configuration names none of its classes, so it was not loaded
  hidden      another plug-in, which was found earlier, has its classes
  left out    it cannot be used, for the reason that is shown
With --json: what the server says, in one line.

Exit codes: 0 shown, 2 wrong usage, 3 not reachable, 5 no sensible answer.
)";

constexpr auto s_tokenCreate =
    R"(Usage: holdfastctl token create --name NAME --role ROLE [--file FILE] [--json] [--url URL]

Makes a token, with which a client on another computer may use the server, and prints it. It is
shown only this once: the server keeps no more of it than is needed to recognise it.

Options:
  --name NAME  its user, as others see it: 1 to 64 letters, digits, '.', '_', '@' and '-'
  --role ROLE  viewer    may read everything, and stop everything
               operator  may also write, run actions and take the lock
               station   as an operator: for another station
               admin     may do everything: break, reserve, clear a stop, make tokens
  --file FILE  change this file of tokens, instead of asking the server; the server's log names
               the file. For a server that needs a token from all programs (require_token)

Exit codes: 0 made, 2 wrong usage, 3 not reachable, 4 refused, or the name is taken, 5 no
sensible answer, 6 it was made, but could not be printed.
)";

constexpr auto s_tokenList = R"(Usage: holdfastctl token list [--file FILE] [--json] [--url URL]

Shows the tokens of the server: their names, roles, and when they were made.

Options:
  --file FILE  show those of this file of tokens, instead of asking the server

Exit codes: 0 shown, 2 wrong usage, 3 not reachable, 4 refused, 5 no sensible answer.
)";

constexpr auto s_tokenRevoke =
    R"(Usage: holdfastctl token revoke --name NAME [--file FILE] [--json] [--url URL]

Ends a token. Its clients are refused from then on, and their streams are closed.

Options:
  --name NAME  the name of the token
  --file FILE  change this file of tokens, instead of asking the server

Exit codes: 0 ended, 1 there is no such token, 2 wrong usage, 3 not reachable, 4 refused, 5 no
sensible answer.
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
    case CtlCommand::LabStatus:
        return s_labStatus;
    case CtlCommand::LabWatch:
        return s_labWatch;
    case CtlCommand::LabStop:
        return s_labStop;
    case CtlCommand::Plugins:
        return s_plugins;
    case CtlCommand::TokenCreate:
        return s_tokenCreate;
    case CtlCommand::TokenList:
        return s_tokenList;
    case CtlCommand::TokenRevoke:
        return s_tokenRevoke;
    }
    return s_program;
}

} // namespace

QString ctlHelp(std::optional<CtlCommand> command)
{
    return QString::fromUtf8(textFor(command));
}

} // namespace Holdfast::Ctl
