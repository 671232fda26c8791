// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace Holdfast {

//! \brief A configuration that an operator can save and adapt.
struct StartExample
{
    //! Which one it is; the page has the words for it.
    enum class Kind {
        Simulation,   //!< of the simulated microscope, with a comment for each key
        OpenFlexure,  //!< of an OpenFlexure microscope
        FolderCamera, //!< of a camera that shows the pictures in a folder
    };

    Kind kind = Kind::Simulation;
    QByteArray text {};
};

//! \brief What the StartPage offers beside the operator's own recent configurations.
struct StartOffer
{
    QStringList found {}; //!< configuration files of this computer and of this user
    QList<StartExample> examples {};
};

} // namespace Holdfast
