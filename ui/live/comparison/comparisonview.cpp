// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/live/comparison/comparisonview.h"

#include "ui/base/elsewhere.h"
#include "ui/base/text/literal.h"
#include "ui/live/comparison/comparisonbar.h"
#include "ui/live/liveoverlay.h"
#include "ui/live/liveview.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QWheelEvent>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace Holdfast {

namespace {

// Fewer than three changes a second: faster ones can cause seizures.
constexpr std::chrono::milliseconds blinkInterval {700};
constexpr double grip = 8; // on either side of the line
constexpr double dividerStep = 0.05;

} // namespace

ComparisonView::ComparisonView(LiveView *live)
    : QWidget(live)
    , m_live(live)
    , m_bar(new ComparisonBar(this))
{
    setObjectName(QStringLiteral("comparisonView"));
    setAccessibleName(tr("Picture, compared with the live view"));
    setToolTip(tr("A picture that was taken, and the live view. V shows them in another way, < and "
                  "> move the line between them, Escape closes."));
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    hide();
    m_blink.setInterval(blinkInterval);
    connect(&m_blink, &QTimer::timeout, this, [this] {
        m_isLiveTurn = !m_isLiveTurn;
        update();
    });
    connect(live, &LiveView::shownChanged, this, [this] {
        if (isLiveSeen())
            update();
    });
    connect(live, &LiveView::contrastChanged, this, &ComparisonView::applyContrast);
    live->installEventFilter(this);
}

void ComparisonView::open(const QImage &picture, const QString &name)
{
    m_picture = picture.convertToFormat(QImage::Format_RGB32);
    m_shown = m_picture;
    m_name = literal(name);
    m_viewport.setPictureSize(m_picture.size());
    m_viewport.fit();
    applyContrast();
    setGeometry(m_live->rect());
    show();
    setFocus(Qt::OtherFocusReason);
    viewportChanged();
}

void ComparisonView::applyContrast()
{
    const quint64 round = ++m_round;
    const DisplayContrast contrast = m_live->contrast();
    if (contrast.isNeutral()) {
        m_shown = m_picture;
        update();
        return;
    }
    elsewhere(
        this,
        [contrast, picture = m_picture] {
            return contrast.applied(picture, Histogram::of(picture));
        },
        [this, round](const QImage &shown) {
            if (round != m_round)
                return;
            m_shown = shown;
            update();
        });
}

void ComparisonView::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    m_isLiveTurn = false;
    arrange();
    Q_EMIT modeChanged(mode);
}

void ComparisonView::nextMode()
{
    setMode(m_mode == Mode::Blink ? Mode::Alone : static_cast<Mode>(static_cast<int>(m_mode) + 1));
}

void ComparisonView::setDivider(double divider)
{
    m_divider = std::clamp(divider, 0.0, 1.0);
    update();
}

void ComparisonView::arrange()
{
    m_viewport.setViewSize(partOf(Side::Picture).size());
    if (m_mode == Mode::Blink && isVisible())
        m_blink.start();
    else
        m_blink.stop();
    viewportChanged();
}

void ComparisonView::viewportChanged()
{
    update();
    Q_EMIT zoomChanged();
}

void ComparisonView::fit()
{
    m_viewport.fit();
    viewportChanged();
}

void ComparisonView::showActualSize()
{
    m_viewport.showActualSize();
    viewportChanged();
}

void ComparisonView::zoomBy(double factor)
{
    const QSizeF part = partOf(Side::Picture).size();
    m_viewport.zoomBy(factor, {part.width() / 2, part.height() / 2});
    viewportChanged();
}

QRect ComparisonView::partOf(Side side) const
{
    if (m_mode != Mode::SideBySide)
        return rect();
    const int half = width() / 2;
    return {side == Side::Picture ? 0 : width() - half, 0, half, height()};
}

QPointF ComparisonView::inPart(const QPointF &position) const
{
    const QRect live = partOf(Side::Live);
    return position.x() >= live.left() ? position - live.topLeft() : position;
}

bool ComparisonView::isLiveSeen() const
{
    return m_mode != Mode::Alone;
}

bool ComparisonView::isAtDivider(const QPointF &position) const
{
    return m_mode == Mode::Swipe && std::abs(position.x() - m_divider * width()) <= grip;
}

void ComparisonView::paintSide(QPainter &painter, Side side) const
{
    const QRect part = partOf(side);
    QRect seen = part;
    const int line = qRound(m_divider * width());
    if (m_mode == Mode::Swipe && side == Side::Picture)
        seen.setRight(line - 1);
    if (m_mode == Mode::Swipe && side == Side::Live)
        seen.setLeft(line);
    painter.save();
    painter.setClipRect(seen);
    painter.fillRect(seen, palette().color(QPalette::Dark).darker(150));
    const QImage &image = side == Side::Picture ? m_shown : m_live->shown();
    if (image.isNull()) {
        painter.setPen(Qt::white);
        painter.drawText(seen, Qt::AlignCenter | Qt::TextWordWrap, m_live->placeholder());
    } else {
        // A live picture with more or fewer pixels shows the same part of the sample.
        QRectF target = m_viewport.target().translated(part.topLeft());
        const QSizeF size = QSizeF(image.size()).scaled(target.size(), Qt::KeepAspectRatio);
        const QPointF centre = target.center();
        target.setSize(size);
        target.moveCenter(centre);
        painter.setRenderHint(QPainter::SmoothPixmapTransform, m_viewport.scale() < 1);
        painter.drawImage(target, image);
        painter.setRenderHint(QPainter::Antialiasing);
    }
    LiveOverlay::drawTag(painter, seen, side == Side::Picture ? m_name : tr("Live"));
    if (side == Side::Live && !m_live->staleness().isEmpty())
        LiveOverlay::drawNote(painter, seen, m_live->staleness());
    painter.restore();
}

void ComparisonView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    m_viewport.setPixelRatio(devicePixelRatioF()); // the window may be on another screen by now
    if (m_mode != Mode::Blink || !m_isLiveTurn)
        paintSide(painter, Side::Picture);
    if (m_mode == Mode::SideBySide || m_mode == Mode::Swipe
        || (m_mode == Mode::Blink && m_isLiveTurn))
        paintSide(painter, Side::Live);
    if (m_mode == Mode::SideBySide || m_mode == Mode::Swipe) {
        const int line = m_mode == Mode::Swipe ? qRound(m_divider * width()) : width() / 2;
        painter.setPen(QPen(Qt::black, 3));
        painter.drawLine(line, 0, line, height());
        painter.setPen(QPen(Qt::white, 1));
        painter.drawLine(line, 0, line, height());
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
}

bool ComparisonView::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_live && event->type() == QEvent::Resize)
        setGeometry(m_live->rect());
    return QWidget::eventFilter(watched, event);
}

void ComparisonView::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    arrange();
    if (!event->spontaneous())
        Q_EMIT openChanged(true);
}

void ComparisonView::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_blink.stop();
    if (isHidden()) { // closed, and not with the window
        m_picture = {};
        m_shown = {};
        ++m_round;
        Q_EMIT openChanged(false);
        m_live->setFocus(Qt::OtherFocusReason);
    }
}

void ComparisonView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_bar->move((width() - m_bar->sizeHint().width()) / 2, 0);
    m_bar->resize(m_bar->sizeHint().boundedTo(size()));
    arrange();
}

void ComparisonView::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        hide();
        break;
    case Qt::Key_Less:
        setDivider(m_divider - dividerStep);
        break;
    case Qt::Key_Greater:
        setDivider(m_divider + dividerStep);
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ComparisonView::wheelEvent(QWheelEvent *event)
{
    if (isLiveSeen() && !event->modifiers().testFlag(Qt::ControlModifier)) {
        QCoreApplication::sendEvent(m_live, event); // which focuses
        event->accept();
        return;
    }
    constexpr double perNotch = 1.25;
    m_viewport.zoomBy(std::pow(perNotch, event->angleDelta().y() / 120.0),
                      inPart(event->position()));
    event->accept();
    viewportChanged();
}

void ComparisonView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton) {
        m_grabbedAt = event->position();
        m_isDividerGrabbed = isAtDivider(event->position());
    }
    event->accept();
}

void ComparisonView::mouseMoveEvent(QMouseEvent *event)
{
    event->accept();
    setCursor(m_isDividerGrabbed || (!m_grabbedAt && isAtDivider(event->position()))
                  ? Qt::SplitHCursor
                  : Qt::ArrowCursor);
    if (!m_grabbedAt)
        return;
    if (m_isDividerGrabbed) {
        setDivider(event->position().x() / std::max(1, width()));
        return;
    }
    m_viewport.panBy(event->position() - *m_grabbedAt);
    m_grabbedAt = event->position();
    viewportChanged();
}

void ComparisonView::mouseReleaseEvent(QMouseEvent *event)
{
    m_grabbedAt.reset();
    m_isDividerGrabbed = false;
    event->accept();
}

void ComparisonView::mouseDoubleClickEvent(QMouseEvent *event)
{
    event->accept(); // it moves nothing: the picture shows where the stage was
}

} // namespace Holdfast
