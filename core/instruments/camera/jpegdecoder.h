// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/cameraimage.h"

#include <memory>

namespace Holdfast {

//! \brief Decodes a JPEG file, also in a smaller size, which takes a fraction of the time.
class JpegDecoder
{
public:
    //! The sizes that a picture can be decoded in are multiples of an eighth of its own.
    static constexpr int eighths = 8;

    //! Reads the header of \a file. Throws a ThingError that says what is wrong with it.
    explicit JpegDecoder(const QByteArray &file);

    //! Returns the size of the whole picture, in pixels.
    QSize size() const { return m_size; }
    //! Returns whether the picture has no colours.
    bool isGrey() const { return m_isGrey; }

    //! Decodes the pixels in \a scale eighths of the size, from 1 to 8; a part of a pixel is one. \a layout is
    //! PixelLayout::Grey8 or PixelLayout::Rgb8. Throws a ThingError when the file ends early, or is damaged.
    CameraImage decoded(PixelLayout layout, int scale = eighths) const;

private:
    struct End
    {
        void operator()(void *decoder) const;
    };

    QByteArray m_file;
    std::unique_ptr<void, End> m_decoder;
    QSize m_size;
    bool m_isGrey = false;
};

} // namespace Holdfast
