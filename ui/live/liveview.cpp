// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/liveview.h"

#include "ui/live/framedecoder.h"

#include <QPainter>

namespace Holdfast {

LiveView::LiveView(const Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_decoder(new FrameDecoder(this))
{
    setObjectName(QStringLiteral("liveView"));
    setAccessibleName(tr("Live view of the camera"));
    setToolTip(tr("Live view of the camera. Click here, then move with the arrow keys and focus "
                  "with Page Up and Page Down."));
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(240, 180);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(m_decoder, &FrameDecoder::decoded, this, &LiveView::showPicture);
    m_readoutTimer.setInterval(std::chrono::milliseconds {500});
    connect(&m_readoutTimer, &QTimer::timeout, this, &LiveView::updateReadout);
}

LiveView::~LiveView() = default;

QSize LiveView::sizeHint() const
{
    return {820, 616};
}

QString LiveView::placeholder() const
{
    if (!m_picture.isNull())
        return {};
    return m_problem.isEmpty() ? tr("Waiting for the first picture \u2026") : m_problem;
}

void LiveView::showEvent(QShowEvent *event)
{
    startWatching();
    QWidget::showEvent(event);
}

void LiveView::hideEvent(QHideEvent *event)
{
    stopWatching();
    QWidget::hideEvent(event);
}

void LiveView::startWatching()
{
    if (m_watch)
        return;
    auto watch = m_session.watch(QStringLiteral("camera"), QStringLiteral("mjpeg_stream"),
                                 [this](const Frame &frame) { m_decoder->decode(frame); });
    if (!watch) {
        m_problem = m_session.affordances(u"camera") ? watch.error().message()
                                                     : tr("No camera is configured");
        return;
    }
    m_problem.clear();
    m_watch = *watch;
    m_readoutTimer.start();
}

void LiveView::stopWatching()
{
    m_watch.reset();
    m_readoutTimer.stop();
    m_decoder->forget();
    m_rate.reset();
    m_picture = {}; // an old picture must not pass for a live one
    updateReadout();
}

void LiveView::showPicture(const QImage &picture)
{
    if (!m_watch || picture.isNull())
        return;
    const bool isFirst = m_picture.isNull();
    m_picture = picture;
    m_rate.count(std::chrono::steady_clock::now());
    if (isFirst)
        updateReadout();
    update();
}

void LiveView::updateReadout()
{
    QString text;
    if (!m_picture.isNull())
        text = tr("%1 pictures/s, %2 \u00d7 %3")
                   .arg(m_rate.perSecond(std::chrono::steady_clock::now()), 0, 'f', 1)
                   .arg(m_picture.width())
                   .arg(m_picture.height());
    if (text == m_readout)
        return;
    m_readout = text;
    Q_EMIT readoutChanged(m_readout);
}

QRect LiveView::pictureRect() const
{
    QRect shown(QPoint(), m_picture.size().scaled(size(), Qt::KeepAspectRatio));
    shown.moveCenter(rect().center());
    return shown;
}

void LiveView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), palette().color(QPalette::Dark).darker(150));
    if (m_picture.isNull()) {
        painter.fillRect(rect(), palette().color(QPalette::Window));
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, placeholder());
    } else {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.drawImage(pictureRect(), m_picture);
    }
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

} // namespace Holdfast
