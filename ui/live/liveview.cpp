// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/liveview.h"

#include "ui/base/number/numbertext.h"
#include "ui/base/text/format.h"
#include "ui/live/framedecoder.h"
#include "ui/live/liveoverlay.h"

#include <QLineF>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

#include <cmath>
#include <utility>

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
    m_shown = {};
    m_picture = {}; // an old picture must not pass for a live one
    m_histogram = {};
    m_number = 0;
    m_dropped = 0;
    setStaleness({});
    updateReadout();
    Q_EMIT shownChanged();
}

void LiveView::showPicture(const QImage &picture, quint64 number, const Histogram &histogram,
                           const QImage &shown)
{
    if (!m_watch || picture.isNull())
        return;
    const bool isFirst = m_picture.isNull();
    m_shown = shown;
    if (!isFirst && number == m_number) { // with another contrast, and as old as before
        update();
        Q_EMIT shownChanged();
        return;
    }
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
    Q_EMIT shownChanged();
}

void LiveView::updateReadout()
{
    QString text;
    m_shortReadout.clear();
    if (!m_picture.isNull()) {
        const QString rate =
            NumberText::fixed(m_rate.perSecond(std::chrono::steady_clock::now()), 1);
        text = tr("%1 pictures/s, %2 dropped, %3 \u00d7 %4")
                   .arg(rate)
                   .arg(m_dropped)
                   .arg(m_picture.width())
                   .arg(m_picture.height());
        m_shortReadout = tr("%1/s").arg(rate);
    }
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

void LiveView::paintPicture(QPainter &painter, const LiveViewport &viewport, const QRectF &room,
                            const std::optional<QPointF> &hover) const
{
    const QRectF target = viewport.target();
    // At scale 1 or enlarged, the view shows the camera's own pixels.
    painter.setRenderHint(QPainter::SmoothPixmapTransform, viewport.scale() < 1);
    painter.drawImage(target, m_shown);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF seen = target.intersected(room);
    if (m_marks.crosshair)
        LiveOverlay::drawCrosshair(painter, target);
    if (m_marks.scaleBar && m_perPixel) {
        if (const auto bar =
                ScaleBar::fitting(*m_perPixel / viewport.scale(), m_unit, seen.width() / 3))
            LiveOverlay::drawScaleBar(painter, seen, *bar);
    }
    if (m_marks.histogram)
        LiveOverlay::drawHistogram(painter, seen, m_histogram);
    paintMeasurement(painter, viewport, hover);
    if (!m_contrast.isNeutral())
        LiveOverlay::drawTag(painter, seen, contrastText());
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
        paintPicture(painter, m_viewport, QRectF(rect().marginsRemoved(m_covered)), m_hover);
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

void LiveView::setMeasuring(std::optional<Measurement::Kind> kind)
{
    m_measurement.reset();
    if (kind)
        m_measurement.emplace(*kind);
    m_hover.reset();
    m_pressedAt.reset();
    setMouseTracking(kind.has_value());
    setCursor(kind ? Qt::CrossCursor : Qt::ArrowCursor);
    update();
}

void LiveView::setMeasureScale(const Measurement::Scale &scale)
{
    m_measureScale = scale;
    update();
}

void LiveView::measureAt(const QPointF &position)
{
    if (m_picture.isNull() || !m_viewport.isOnPicture(position))
        return;
    m_measurement->add(m_viewport.fromCentre(position));
    finishMeasurement();
}

void LiveView::finishMeasurement()
{
    update();
    if (m_measurement->isComplete())
        Q_EMIT measured(m_measurement->text(m_measureScale));
}

void LiveView::paintMeasurement(QPainter &painter, const LiveViewport &viewport,
                                const std::optional<QPointF> &hover) const
{
    if (!m_measurement)
        return;
    QPolygonF points;
    for (const QPointF &point : m_measurement->points())
        points << viewport.toView(point);
    if (hover && !m_measurement->isComplete() && !points.isEmpty())
        points << viewport.toView(*hover);
    const bool isClosed = m_measurement->kind() == Measurement::Kind::Area && points.size() > 2;
    LiveOverlay::drawMeasurement(painter, points, isClosed,
                                 m_measurement->text(m_measureScale, hover));
}

QImage LiveView::withMarks() const
{
    if (m_shown.isNull())
        return {};
    // The marks are as large beside the picture as in a view of this width.
    constexpr double usualWidth = 900;
    QImage image(m_shown.size(), QImage::Format_RGB32);
    const double factor = image.width() / usualWidth;
    const QRectF room(0, 0, usualWidth, image.height() / factor);
    LiveViewport whole;
    whole.setPictureSize(m_shown.size());
    whole.setViewSize(room.size());
    QPainter painter(&image);
    painter.setFont(font());
    painter.scale(factor, factor);
    paintPicture(painter, whole, room, {});
    return image;
}

void LiveView::setContrast(const DisplayContrast &contrast)
{
    m_contrast = contrast;
    m_decoder->setContrast(contrast);
    update();
    Q_EMIT contrastChanged();
}

QString LiveView::contrastText() const
{
    QStringList parts;
    if (m_contrast.isAutomatic)
        parts << tr("automatic contrast");
    if (m_contrast.gamma != 1)
        parts << QStringLiteral("\u03b3 %1").arg(NumberText::show(m_contrast.gamma));
    if (m_contrast.showsSaturation)
        parts << tr("red: too bright, blue: black");
    return tr("Display: %1").arg(parts.join(QStringLiteral(", ")));
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
    if (event->button() == Qt::LeftButton) {
        m_grabbedAt = event->position();
        m_pressedAt = event->position();
    }
    QWidget::mousePressEvent(event);
}

void LiveView::mouseMoveEvent(QMouseEvent *event)
{
    if (m_measurement) {
        m_hover = m_viewport.fromCentre(event->position());
        update();
    }
    if (!m_grabbedAt)
        return;
    m_viewport.panBy(event->position() - *m_grabbedAt);
    m_grabbedAt = event->position();
    viewportChanged();
}

void LiveView::mouseReleaseEvent(QMouseEvent *event)
{
    m_grabbedAt.reset();
    // A press that moved the picture measures nothing.
    constexpr double still = 4;
    const auto pressedAt = std::exchange(m_pressedAt, {});
    if (m_measurement && pressedAt && QLineF(*pressedAt, event->position()).length() < still)
        measureAt(event->position());
    QWidget::mouseReleaseEvent(event);
}

void LiveView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (m_measurement) {
        if (event->button() != Qt::LeftButton)
            return;
        if (m_measurement->kind() != Measurement::Kind::Area) {
            measureAt(event->position());
        } else if (!m_measurement->isComplete()) {
            m_measurement->close();
            finishMeasurement();
        }
        return;
    }
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
