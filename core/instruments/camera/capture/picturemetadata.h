// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QByteArray>
#include <QDateTime>
#include <QSize>
#include <QStringList>

#include <optional>

namespace Holdfast {

//! \brief What is said in a picture's file about how it was taken.
struct PictureMetadata
{
    Json states = Json::object(); //!< of all Things, by their names
    QDateTime taken;              //!< with the time zone of this computer
    QSize size;                   //!< in pixels
    //! How many micrometres of the sample a pixel covers; empty: not known.
    std::optional<double> micrometresPerPixel {};
};

//! \brief The states of Things as text, as much of them as there is room for.
struct StatesText
{
    QByteArray json;     //!< an object, in ASCII
    QStringList leftOut; //!< the names of the Things without room
};

//! Returns \a states as text of at most \a most bytes. The largest ones are left out until the others fit.
StatesText statesWithin(Json states, qsizetype most);

//! Returns the picture \a file, a JPEG or TIFF, with \a metadata as EXIF, in the form in which OpenFlexure's programs
//! write and read it:
//!
//! - UserComment is the JSON of the states, without the character code that EXIF wants in front of it;
//! - DateTimeOriginal, DateTimeDigitized and DateTime are the local time, with OffsetTime and its relatives;
//! - `instrument` in that JSON has the size of a pixel, where it is known;
//! - Make is "OpenFlexure", and Model "OpenFlexure Microscope".
//!
//! What the camera itself has written stays, except for a thumbnail. A segment of a JPEG has at most 64 kB; the names of
//! Things whose states found no room are added to \a leftOut. Throws a ThingError when the file is neither.
QByteArray withExif(const QByteArray &file, const PictureMetadata &metadata, QStringList &leftOut);

} // namespace Holdfast
