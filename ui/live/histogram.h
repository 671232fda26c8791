// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QtGlobal>

#include <array>

class QImage;

namespace Holdfast {

//! \brief How bright the pixels of a picture are.
struct Histogram
{
    std::array<quint32, 256> counts {}; //!< by luminance
    quint32 pixels = 0;                 //!< that were looked at
    quint32 saturated = 0;              //!< of them: some colour at its end

    //! Returns the part of all pixels whose brightness is not known, from 0 to 1.
    double saturation() const { return pixels == 0 ? 0 : double(saturated) / pixels; }
    quint32 highest() const;

    //! Looks at every fourth pixel in both directions. \a picture is of Format_RGB32.
    static Histogram of(const QImage &picture);
};

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::Histogram)
