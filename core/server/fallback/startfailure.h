// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace Holdfast {

//! \brief The reason why the instrument did not start, and the facts about it.
struct StartFailure
{
    QString error;         //!< for people, with the correct form
    QString source;        //!< the source of the configuration; empty for the built-in one
    QString configuration; //!< its text, as far as it could be read
    QStringList things;    //!< those that it asks for, as far as it could be understood
    QStringList loaded;    //!< of these, the ones that were made before it failed
    QString failedThing;   //!< the one that failed; empty when it was not a Thing
    QStringList log;       //!< the log until then, line by line
};

} // namespace Holdfast
