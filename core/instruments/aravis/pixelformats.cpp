// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/aravis/pixelformats.h"

#include <algorithm>
#include <array>
#include <arv.h>
#include <cstring>

namespace Holdfast {

namespace {

//! Where red is in the first square of four pixels of a Bayer pattern.
enum class Bayer { None, RedGreen, GreenRed, GreenBlue, BlueGreen };

struct Known
{
    quint32 number;
    int bits;     //!< of a value
    int channels; //!< 1, or 3
    Bayer bayer;
    bool isBlueFirst;
};

constexpr std::array s_known {
    Known {ARV_PIXEL_FORMAT_MONO_8, 8, 1, Bayer::None, false},
    Known {ARV_PIXEL_FORMAT_MONO_10, 10, 1, Bayer::None, false},
    Known {ARV_PIXEL_FORMAT_MONO_12, 12, 1, Bayer::None, false},
    Known {ARV_PIXEL_FORMAT_MONO_14, 14, 1, Bayer::None, false},
    Known {ARV_PIXEL_FORMAT_MONO_16, 16, 1, Bayer::None, false},
    Known {ARV_PIXEL_FORMAT_RGB_8_PACKED, 8, 3, Bayer::None, false},
    Known {ARV_PIXEL_FORMAT_BGR_8_PACKED, 8, 3, Bayer::None, true},
    Known {ARV_PIXEL_FORMAT_BAYER_RG_8, 8, 1, Bayer::RedGreen, false},
    Known {ARV_PIXEL_FORMAT_BAYER_GR_8, 8, 1, Bayer::GreenRed, false},
    Known {ARV_PIXEL_FORMAT_BAYER_GB_8, 8, 1, Bayer::GreenBlue, false},
    Known {ARV_PIXEL_FORMAT_BAYER_BG_8, 8, 1, Bayer::BlueGreen, false},
    Known {ARV_PIXEL_FORMAT_BAYER_RG_10, 10, 1, Bayer::RedGreen, false},
    Known {ARV_PIXEL_FORMAT_BAYER_GR_10, 10, 1, Bayer::GreenRed, false},
    Known {ARV_PIXEL_FORMAT_BAYER_GB_10, 10, 1, Bayer::GreenBlue, false},
    Known {ARV_PIXEL_FORMAT_BAYER_BG_10, 10, 1, Bayer::BlueGreen, false},
    Known {ARV_PIXEL_FORMAT_BAYER_RG_12, 12, 1, Bayer::RedGreen, false},
    Known {ARV_PIXEL_FORMAT_BAYER_GR_12, 12, 1, Bayer::GreenRed, false},
    Known {ARV_PIXEL_FORMAT_BAYER_GB_12, 12, 1, Bayer::GreenBlue, false},
    Known {ARV_PIXEL_FORMAT_BAYER_BG_12, 12, 1, Bayer::BlueGreen, false},
    Known {ARV_PIXEL_FORMAT_BAYER_RG_16, 16, 1, Bayer::RedGreen, false},
    Known {ARV_PIXEL_FORMAT_BAYER_GR_16, 16, 1, Bayer::GreenRed, false},
    Known {ARV_PIXEL_FORMAT_BAYER_GB_16, 16, 1, Bayer::GreenBlue, false},
    Known {ARV_PIXEL_FORMAT_BAYER_BG_16, 16, 1, Bayer::BlueGreen, false},
};

const Known *find(quint32 number)
{
    const auto *known = std::find_if(s_known.begin(), s_known.end(),
                                     [number](const Known &each) { return each.number == number; });
    return known == s_known.end() ? nullptr : known;
}

PixelLayout layoutOf(const Known &known)
{
    const bool isColour = known.channels == 3 || known.bayer != Bayer::None;
    if (known.bits > 8)
        return isColour ? PixelLayout::Rgb16 : PixelLayout::Grey16;
    return isColour ? PixelLayout::Rgb8 : PixelLayout::Grey8;
}

//! Returns the values of a deep frame with white at 65535: the camera sends them in the little end of 16 bits, low byte
//! first.
QByteArray filled(const RawFrame &frame, const Known &known)
{
    const qsizetype count = qsizetype(frame.size.width()) * frame.size.height() * known.channels;
    QByteArray result(count * 2, Qt::Uninitialized);
    auto *value = reinterpret_cast<quint16 *>(result.data());
    const auto *byte = reinterpret_cast<const quint8 *>(frame.data.data());
    for (qsizetype i = 0; i < count; ++i, byte += 2)
        *value++ = quint16((byte[0] | byte[1] << 8) << (16 - known.bits));
    return result;
}

//! Computes the two colours that a pixel of a Bayer pattern lacks as the mean of those neighbours that have them.
template<typename Number>
void interpolate(const Number *pattern, QSize size, Bayer bayer, Number *rgb)
{
    const int width = size.width();
    const int height = size.height();
    const int redColumn = bayer == Bayer::RedGreen || bayer == Bayer::GreenBlue ? 0 : 1;
    const int redRow = bayer == Bayer::RedGreen || bayer == Bayer::GreenRed ? 0 : 1;
    for (int row = 0; row < height; ++row) {
        // Beyond an edge is what is as far inside of it: there the pattern has the same colour.
        const Number *here = pattern + qsizetype(row) * width;
        const Number *above = pattern + qsizetype(row > 0 ? row - 1 : row + 1) * width;
        const Number *below = pattern + qsizetype(row + 1 < height ? row + 1 : row - 1) * width;
        const bool isRedRow = (row & 1) == redRow;
        for (int column = 0; column < width; ++column) {
            const int left = column > 0 ? column - 1 : column + 1;
            const int right = column + 1 < width ? column + 1 : column - 1;
            const bool isRedColumn = (column & 1) == redColumn;
            const auto across = Number((here[left] + here[right]) / 2);
            const auto upright = Number((above[column] + below[column]) / 2);
            const Number centre = here[column];
            Number red = centre;
            Number green = centre;
            Number blue = centre;
            if (isRedRow == isRedColumn) { // red or blue
                green = Number((here[left] + here[right] + above[column] + below[column]) / 4);
                const auto diagonal =
                    Number((above[left] + above[right] + below[left] + below[right]) / 4);
                (isRedRow ? blue : red) = diagonal;
            } else {
                red = isRedRow ? across : upright;
                blue = isRedRow ? upright : across;
            }
            *rgb++ = red;
            *rgb++ = green;
            *rgb++ = blue;
        }
    }
}

template<typename Number>
QByteArray withoutPattern(const char *pattern, QSize size, Bayer bayer)
{
    QByteArray rgb(qsizetype(size.width()) * size.height() * 3 * qsizetype(sizeof(Number)),
                   Qt::Uninitialized);
    interpolate(reinterpret_cast<const Number *>(pattern), size, bayer,
                reinterpret_cast<Number *>(rgb.data()));
    return rgb;
}

} // namespace

std::optional<CameraImage> fromRawFrame(const RawFrame &frame)
{
    const Known *known = find(frame.pixelFormat);
    const qsizetype count = qsizetype(frame.size.width()) * frame.size.height();
    const bool isDeep = known && known->bits > 8;
    if (!known || frame.size.isEmpty()
        || frame.data.size() < count * known->channels * (isDeep ? 2 : 1))
        return {};
    CameraImage image {frame.size, {}};
    image.layout = layoutOf(*known);
    const bool isPattern =
        known->bayer != Bayer::None && frame.size.width() > 1 && frame.size.height() > 1;
    if (known->bayer != Bayer::None && !isPattern)
        return {};
    if (isDeep) {
        image.pixels = filled(frame, *known);
        if (isPattern) {
            image.pixels =
                withoutPattern<quint16>(image.pixels.constData(), frame.size, known->bayer);
        }
    } else if (isPattern) {
        image.pixels = withoutPattern<quint8>(frame.data.data(), frame.size, known->bayer);
    } else {
        image.pixels = frame.data.first(count * known->channels).toByteArray();
        if (known->isBlueFirst) {
            for (qsizetype i = 0; i < image.pixels.size(); i += 3)
                std::swap(image.pixels[i], image.pixels[i + 2]);
        }
    }
    return image;
}

bool isKnownPixelFormat(quint32 pixelFormat)
{
    return find(pixelFormat);
}

} // namespace Holdfast
