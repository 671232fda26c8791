// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/framedecoder.h"

#include "core/base/taskthread.h"

#include <exception>
#include <utility>

namespace Holdfast {

namespace {

QImage toImage(const QByteArray &jpeg)
{
    QImage image = QImage::fromData(jpeg);
    if (!image.isNull() && image.format() != QImage::Format_RGB32)
        image.convertTo(QImage::Format_RGB32); // the one that is painted without conversion
    return image;
}

} // namespace

struct FrameDecoder::Decoded
{
    QImage image;
    quint64 number;
    Histogram histogram;
    QImage shown;
};

FrameDecoder::FrameDecoder(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    beginThreadsNow(m_pool);
}

FrameDecoder::~FrameDecoder()
{
    m_pool.waitForDone(); // one picture at most
}

void FrameDecoder::decode(const Frame &frame)
{
    if (m_busy)
        m_next = frame;
    else
        start(frame);
}

void FrameDecoder::forget()
{
    ++m_round;
    m_next.reset();
    m_last.reset();
}

void FrameDecoder::setContrast(const DisplayContrast &contrast)
{
    if (contrast == m_contrast)
        return;
    m_contrast = contrast;
    if (m_last && !m_next)
        decode(Frame(*m_last));
}

void FrameDecoder::start(const Frame &frame)
{
    m_busy = true;
    m_last = frame;
    m_pool.start([this, frame, contrast = m_contrast, round = m_round] {
        Decoded decoded {{}, frame.number, {}, {}};
        try {
            decoded.image = toImage(frame.jpeg);
            decoded.histogram = Histogram::of(decoded.image);
            decoded.shown = contrast.applied(decoded.image, decoded.histogram);
        } catch (const std::exception &) {
            // There may be no memory for a picture, for instance: the next one is decoded all the
            // same.
            decoded = {{}, frame.number, {}, {}};
        }
        QMetaObject::invokeMethod(
            this, [this, decoded, round] { finish(decoded, round); }, Qt::QueuedConnection);
    });
}

void FrameDecoder::finish(const Decoded &result, quint64 round)
{
    m_busy = false;
    if (const auto next = std::exchange(m_next, {}))
        start(*next);
    if (round == m_round)
        Q_EMIT decoded(result.image, result.number, result.histogram, result.shown);
}

} // namespace Holdfast
