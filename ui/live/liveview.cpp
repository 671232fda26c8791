// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/liveview.h"

#include "ui/base/number/numbertext.h"
#include "ui/base/text/format.h"
#include "ui/live/framedecoder.h"
#include "ui/live/liveoverlay.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>

namespace Holdfast {

LiveView::LiveView(const Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_decoder(new FrameDecoder(this))
{
    setObjectName(QStringLiteral("liveView"));
    setAccessibleName(tr("Live view of the camera"));
    setToolTip(
        tr("Live view of the camera. Double-click moves there, the wheel focuses, Ctrl and the "
           "wheel zoom. Arrow keys move, Page Up and Page Down focus."));
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(100, 80); // on a screen of 640 x 400 there is no more beside the controls
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(m_decoder, &FrameDecoder::decoded, this, &LiveView::showPicture);
    m_readoutTimer.setInterval(std::chrono::milliseconds {500});
    connect(&m_readoutTimer, &QTimer::timeout, this, &LiveView::updateReadout);
    connect(&m_readoutTimer, &QTimer::timeout, this, &LiveView::updateStaleness);
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
    m_histogram = {};
    m_number = 0;
    m_dropped = 0;
    setStaleness({});
    updateReadout();
}

void LiveView::showPicture(const QImage &picture, quint64 number, const Histogram &histogram)
{
    if (!m_watch || picture.isNull())
        return;
    const bool isFirst = m_picture.isNull();
    if (!isFirst && number > m_number + 1)
        m_dropped += number - m_number - 1;
    m_number = number;
    m_picture = picture;
    m_histogram = histogram;
    m_viewport.setPictureSize(picture.size());
    const auto now = std::chrono::steady_clock::now();
    m_interval = isFirst ? std::chrono::steady_clock::duration {} : now - m_cameAt;
    m_cameAt = now;
    m_cameAtTime = QDateTime::currentDateTimeUtc();
    setStaleness({});
    m_rate.count(now);
    if (isFirst) {
        updateReadout();
        Q_EMIT zoomChanged();
    }
    update();
}

void LiveView::updateReadout()
{
    QString text;
    if (!m_picture.isNull())
        text = tr("%1 pictures/s, %2 dropped, %3 \u00d7 %4")
                   .arg(NumberText::fixed(m_rate.perSecond(std::chrono::steady_clock::now()), 1))
                   .arg(m_dropped)
                   .arg(m_picture.width())
                   .arg(m_picture.height());
    if (text == m_readout)
        return;
    m_readout = text;
    Q_EMIT readoutChanged(m_readout);
}

void LiveView::updateStaleness()
{
    // A slow camera is not a dead one.
    const auto patience =
        std::max<std::chrono::steady_clock::duration>(std::chrono::seconds {2}, 5 * m_interval);
    const auto age = std::chrono::steady_clock::now() - m_cameAt;
    if (m_picture.isNull() || age < patience)
        return;
    setStaleness(
        tr("Not live: no picture since %1 (%2)")
            .arg(Format::time(m_cameAtTime),
                 Format::duration(std::chrono::duration_cast<std::chrono::milliseconds>(age))));
}

void LiveView::setStaleness(const QString &staleness)
{
    if (staleness == m_staleness)
        return;
    m_staleness = staleness;
    update();
    Q_EMIT stalenessChanged(m_staleness);
}

void LiveView::paintPicture(QPainter &painter)
{
    const QRectF target = m_viewport.target();
    // At scale 1 or enlarged, the view shows the camera's own pixels.
    painter.setRenderHint(QPainter::SmoothPixmapTransform, m_viewport.scale() < 1);
    painter.drawImage(target, m_picture);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF seen = target.intersected(rect().marginsRemoved(m_covered));
    if (m_marks.crosshair)
        LiveOverlay::drawCrosshair(painter, target);
    if (m_marks.scaleBar && m_perPixel) {
        if (const auto bar =
                ScaleBar::fitting(*m_perPixel / m_viewport.scale(), m_unit, seen.width() / 3))
            LiveOverlay::drawScaleBar(painter, seen, *bar);
    }
    if (m_marks.histogram)
        LiveOverlay::drawHistogram(painter, seen, m_histogram);
    if (m_staleness.isEmpty())
        LiveOverlay::drawSaturation(painter, seen, m_histogram);
    else
        LiveOverlay::drawNote(painter, seen, m_staleness);
}

void LiveView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_viewport.setPixelRatio(devicePixelRatioF()); // the window may be on another screen by now
    painter.fillRect(rect(), palette().color(QPalette::Dark).darker(150));
    if (m_picture.isNull()) {
        painter.fillRect(rect(), palette().color(QPalette::Window));
        painter.setPen(palette().color(QPalette::WindowText));
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, placeholder());
    } else {
        paintPicture(painter);
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

void LiveView::viewportChanged()
{
    update();
    Q_EMIT zoomChanged();
}

void LiveView::fit()
{
    m_viewport.fit();
    viewportChanged();
}

void LiveView::showActualSize()
{
    m_viewport.showActualSize();
    viewportChanged();
}

void LiveView::zoomBy(double factor)
{
    m_viewport.zoomBy(factor, QRectF(rect()).center());
    viewportChanged();
}

void LiveView::setMarks(const Marks &marks)
{
    m_marks = marks;
    update();
}

void LiveView::setCovered(const QMargins &covered)
{
    if (covered == m_covered)
        return;
    m_covered = covered;
    update();
}

void LiveView::setScale(std::optional<double> perPixel, const QString &unit)
{
    m_perPixel = perPixel;
    m_unit = unit;
    update();
}

void LiveView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_viewport.setViewSize(size());
    Q_EMIT zoomChanged();
}

void LiveView::wheelEvent(QWheelEvent *event)
{
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        constexpr double perNotch = 1.25;
        m_viewport.zoomBy(std::pow(perNotch, event->angleDelta().y() / 120.0), event->position());
        viewportChanged();
        return;
    }
    // A touch pad sends parts of a notch.
    m_wheel += event->angleDelta().y();
    const int notches = m_wheel / 120;
    m_wheel -= notches * 120;
    if (notches != 0)
        Q_EMIT focusWanted(notches);
}

void LiveView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        m_grabbedAt = event->position();
    QWidget::mousePressEvent(event);
}

void LiveView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_grabbedAt)
        return;
    m_viewport.panBy(event->position() - *m_grabbedAt);
    m_grabbedAt = event->position();
    viewportChanged();
}

void LiveView::mouseReleaseEvent(QMouseEvent *event)
{
    m_grabbedAt.reset();
    QWidget::mouseReleaseEvent(event);
}

void LiveView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_picture.isNull()
        || !m_viewport.isOnPicture(event->position()))
        return;
    updateStaleness(); // the last look at the clock may be half a second old
    if (m_staleness.isEmpty())
        Q_EMIT moveWanted(m_viewport.fromCentre(event->position()));
    else
        Q_EMIT moveRefused();
}

} // namespace Holdfast
