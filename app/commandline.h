// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/exitcode.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace Holdfast {

//! \brief The programs that serve a station. They have the same options.
enum class ProgramKind {
    Holdfast,       //!< has a window, unless it is told to be headless
    HoldfastServer, //!< is always headless
};

//! \brief What the program shall do.
enum class Errand {
    Serve,              //!< run the instrument
    Check,              //!< say whether the configuration would start
    WriteConfiguration, //!< write an example of a configuration
    PrintSchema,        //!< print the JSON schema of the configuration
};

//! \brief The request of the user on the command line.
struct CommandLine
{
    Errand errand = Errand::Serve;
    bool headless = false; //!< always for a ProgramKind::HoldfastServer
    bool debug = false;
    bool simulation = false;                  //!< the simulated microscope, without asking
    bool fallback = false;                    //!< when the start fails: serve the reason
    bool insecure = false;                    //!< every client may act, without a token
    bool skipUnknown = false;                 //!< leave out Things whose classes there are not
    QString configurationFile;                //!< empty: the text, or the one that is built in
    std::optional<QString> configurationText; //!< JSON, instead of a file
    QString serialLog;   //!< what records the serial lines of all Things; empty: as each Thing says
    QString exampleFile; //!< where to write an example; "-": stdout
    std::optional<QString> host; //!< beats the configuration file
    std::optional<quint16> port; //!< the same

    //! Returns whether the operator is to choose in a window what to start.
    bool asksWhatToStart() const
    {
        return errand == Errand::Serve && !headless && !simulation && configurationFile.isEmpty()
               && !configurationText;
    }
};

//! \brief The answer to a command line that only wants a text printed: the help, or the error in
//! the command line.
struct CommandLineAnswer
{
    QString text; //!< ends with a line break
    ExitCode exitCode = ExitCode::Done;
};

//! Reads \a arguments, the program's name first. Needs no application object.
std::variant<CommandLine, CommandLineAnswer> parseCommandLine(const QStringList &arguments,
                                                              ProgramKind kind);

} // namespace Holdfast
