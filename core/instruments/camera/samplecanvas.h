// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QSize>
#include <QtGlobal>

#include <memory>
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

    //! Returns the canvas that all its users share, which is always the same. It is computed, in a fraction of a second, when
    //! there is no user, and kept until the last one has gone. Thread-safe.
    static std::shared_ptr<const SampleCanvas> shared();

    //! Returns all levels, the sharpest first.
    const std::vector<Level> &levels() const { return m_levels; }

private:
    std::vector<Level> m_levels;
};

} // namespace Holdfast
