// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QSize>
#include <QtGlobal>

#include <vector>

namespace Holdfast {

//! \brief The brightness of a picture, to be computed with.
struct GreyImage
{
    QSize size;                 //!< in pixels of this image
    std::vector<quint8> pixels; //!< row after row, without gaps
    int reduction = 1; //!< how many pixels of the picture, in each direction, are one of this image
    QSize pictureSize {}; //!< of the picture itself
};

//! Decodes the brightness of a JPEG file. The picture is reduced by 2, 4 or 8, which is faster than a full
//! decoding, until it is at most \a widest pixels wide or cannot be reduced further. Throws a ThingError
//! that says what is wrong with the file.
GreyImage decodedGrey(const QByteArray &jpeg, int widest);

} // namespace Holdfast
