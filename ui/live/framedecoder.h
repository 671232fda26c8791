// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/framestream.h"
#include "ui/live/displaycontrast.h"
#include "ui/live/histogram.h"

#include <QImage>
#include <QObject>
#include <QThreadPool>

#include <optional>

namespace Holdfast {

//! \brief Decodes JPEGs to images in a thread of its own. The latest wins: of the frames that
//! arrive while it is busy, all but the last are skipped.
class FrameDecoder : public QObject
{
    Q_OBJECT
public:
    explicit FrameDecoder(QObject *parent = nullptr);
    ~FrameDecoder() override;

    void decode(const Frame &frame);

    //! Sets how frames are to be shown from now on; the last one is decoded again.
    void setContrast(const DisplayContrast &contrast);

    //! Discards the frame that is being decoded.
    void forget();

Q_SIGNALS:
    //! Emitted for each decoded frame, with a null image when the data was no picture. \a shown is the same image with the
    //! contrast of the display.
    void decoded(const QImage &image, quint64 number, const Holdfast::Histogram &histogram,
                 const QImage &shown);

private:
    void start(const Frame &frame);
    struct Decoded;
    void finish(const Decoded &decoded, quint64 round);

    QThreadPool m_pool;
    std::optional<Frame> m_next;
    std::optional<Frame> m_last; //!< that was decoded, or is
    DisplayContrast m_contrast;
    bool m_busy = false;
    quint64 m_round = 0; //!< goes up when the frames so far are to be discarded
};

} // namespace Holdfast
