// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QSize>

#include <map>

namespace Holdfast {

//! \brief How the bytes of a CameraImage are to be read. Rows follow one another without gaps.
enum class PixelLayout {
    Grey8,  //!< a byte for each pixel
    Grey16, //!< two bytes for each pixel, in the byte order of this machine; white is 65535
    Rgb8,   //!< red, green and blue, a byte each
    Rgb16,  //!< red, green and blue, two bytes each, as those of Grey16
    Jpeg,   //!< a whole JPEG file, which the camera itself has made
};

//! \brief A picture as a camera takes it, before it becomes a file. It is Qt's QImage without the rest of
//! Qt's Gui module, which a program without a window does not load.
struct CameraImage
{
    QSize size;                             //!< in pixels
    QByteArray pixels;                      //!< all of them, as the layout says
    PixelLayout layout = PixelLayout::Rgb8; //!< of the pixels
    //! What a file says about the picture: texts in ASCII, by their names.
    std::map<QByteArray, QByteArray> texts {};

    //! Returns how many bytes a pixel has; 0 for a JPEG.
    int bytesPerPixel() const
    {
        switch (layout) {
        case PixelLayout::Grey8:
            return 1;
        case PixelLayout::Grey16:
            return 2;
        case PixelLayout::Rgb8:
            return 3;
        case PixelLayout::Rgb16:
            return 6;
        case PixelLayout::Jpeg:
            break;
        }
        return 0;
    }

    //! Returns whether it has one value for each pixel; false for a JPEG.
    bool isGrey() const { return layout == PixelLayout::Grey8 || layout == PixelLayout::Grey16; }
    //! Returns whether its values have 16 bits.
    bool isDeep() const { return layout == PixelLayout::Grey16 || layout == PixelLayout::Rgb16; }
    //! Returns how many values a pixel has. Not for a JPEG.
    int channels() const { return isGrey() ? 1 : 3; }
    //! Returns how many bits a value has. Not for a JPEG.
    int bitsPerValue() const { return isDeep() ? 16 : 8; }

    //! Returns whether both have the same pixels and texts.
    bool operator==(const CameraImage &other) const = default;
};

} // namespace Holdfast
