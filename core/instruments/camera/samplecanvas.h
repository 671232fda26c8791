// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSize>
#include <QtGlobal>

#include <vector>

namespace Holdfast {

//! \brief A large field of blobs, always the same, that repeats without a seam: how much dye absorbs
//! light at each pixel. It has several degrees of blur, which are computed once.
class SampleCanvas
{
public:
    static constexpr QSize size {2000, 1500};

    //! A degree of blur, and the field blurred by it: rows of bytes, 255 where it is densest.
    struct Level
    {
        double sigma = 0; //!< of the blur, in pixels
        std::vector<quint8> density;
    };

    SampleCanvas();

    //! Returns all levels, the sharpest first.
    const std::vector<Level> &levels() const { return m_levels; }

private:
    std::vector<Level> m_levels;
};

} // namespace Holdfast
