// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/cameraimage.h"

#include <QByteArrayView>
#include <QString>
#include <QtGlobal>

#include <optional>

namespace Holdfast {

//! \brief A frame as a GigE Vision or USB3 Vision camera sends it.
struct RawFrame
{
    QSize size;
    quint32 pixelFormat = 0; //!< the number that the Pixel Format Naming Convention (PFNC) gives it
    QByteArrayView data;
};

//! Converts a frame into pixels: colours are computed from a Bayer pattern, and deep values are moved up so that
//! white is 65535. Returns nothing when the format is not known here (see isKnownPixelFormat()), or the frame
//! has too few bytes.
std::optional<CameraImage> fromRawFrame(const RawFrame &frame);

//! Returns whether fromRawFrame() knows the format.
bool isKnownPixelFormat(quint32 pixelFormat);

} // namespace Holdfast
