// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSize>
#include <QtGlobal>

#include <vector>

namespace Holdfast {

//! \brief A large field of blobs, always the same, that repeats without a seam: how much dye stands
//! in the light's way at each pixel. Comes in several degrees of blur, made once.
class SampleCanvas
{
public:
    static constexpr QSize size {2000, 1500};

    //! How strongly blurred, and what it then looks like: rows of bytes, 255 where it is densest.
    struct Level
    {
        double sigma = 0; //!< of the blur, in pixels
        std::vector<quint8> density;
    };

    SampleCanvas();

    //! Sharpest first.
    const std::vector<Level> &levels() const { return m_levels; }

private:
    std::vector<Level> m_levels;
};

} // namespace Holdfast
