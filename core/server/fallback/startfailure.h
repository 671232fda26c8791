// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

namespace Holdfast {

//! \brief Why the instrument did not start, and what there is to know about it.
struct StartFailure
{
    QString error;         //!< for people, with what would be right
    QString source;        //!< where the configuration is from; empty for the one that is built in
    QString configuration; //!< its text, as far as it could be read
    QStringList things;    //!< that it asks for, as far as it could be understood
    QStringList loaded;    //!< of these, the ones that were made before it failed
    QString failedThing;   //!< the one that failed; empty when it was not a Thing
    QStringList log;       //!< what was logged until then, line by line
};

} // namespace Holdfast
