// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QSize>

#include <map>

namespace Holdfast {

//! \brief A picture as a camera takes it, before it becomes a file. It is Qt's QImage without the rest of
//! Qt's Gui module, which a program without a window does not load.
struct RgbImage
{
    QSize size;
    QByteArray pixels; //!< red, green and blue, a byte each; row after row without gaps
    //! What a file says about the picture: texts in ASCII, by their names.
    std::map<QByteArray, QByteArray> texts {};

    bool operator==(const RgbImage &other) const = default;
};

} // namespace Holdfast
