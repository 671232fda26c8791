// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/picturearea.h"

#include "ui/live/livepanel.h"
#include "ui/live/liveview.h"

#include <QCursor>
#include <QEvent>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace Holdfast {

namespace {

constexpr int panelMargin = 6;
constexpr int gapToPointer = 16;

int areaOf(const QSize &size)
{
    return size.isEmpty() ? 0 : size.width() * size.height();
}

} // namespace

PictureArea::PictureArea(LivePanel *live, QWidget *parent)
    : QWidget(parent)
    , m_live(live)
    , m_noticeArea(new QScrollArea(this))
{
    setObjectName(QStringLiteral("pictureArea"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(live);
    m_noticeArea->setObjectName(QStringLiteral("noticeArea"));
    m_noticeArea->setFrameShape(QFrame::NoFrame);
    m_noticeArea->setFocusPolicy(Qt::NoFocus);
    m_noticeArea->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_noticeArea->setWidgetResizable(true);
    auto *inside = new QWidget(m_noticeArea);
    m_noticeLayout = new QVBoxLayout(inside);
    m_noticeLayout->setContentsMargins({});
    m_noticeLayout->setSpacing(0);
    m_noticeArea->setWidget(inside);
    m_noticeArea->hide();
    inside->installEventFilter(this);
    live->view()->installEventFilter(this);
}

void PictureArea::addNotice(QWidget *notice)
{
    m_notices << notice;
    m_noticeLayout->addWidget(notice);
    notice->installEventFilter(this);
    placeNotices();
}

void PictureArea::setPanel(QWidget *panel)
{
    m_panel = panel;
    panel->setParent(this);
    panel->installEventFilter(this);
    panel->raise();
    placePanel();
}

QRect PictureArea::placeBeside(const QPoint &pointer, const QRect &area, const QSize &wanted)
{
    const QRect usual(area.topLeft(), wanted.boundedTo(area.size()));
    if (!usual.contains(pointer))
        return usual;
    const int left = pointer.x() - gapToPointer;
    const int right = pointer.x() + gapToPointer;
    const int above = pointer.y() - gapToPointer;
    const int below = pointer.y() + gapToPointer;
    const std::array strips {QRect(QPoint(right, area.top()), area.bottomRight()),
                             QRect(QPoint(area.left(), below), area.bottomRight()),
                             QRect(area.topLeft(), QPoint(left, area.bottom())),
                             QRect(area.topLeft(), QPoint(area.right(), above))};
    const auto room = [&wanted](const QRect &strip) {
        return areaOf(wanted.boundedTo(strip.size()));
    };
    const QRect &best = *std::max_element(
        strips.begin(), strips.end(),
        [&room](const QRect &one, const QRect &other) { return room(one) < room(other); });
    return {best.topLeft(), wanted.boundedTo(best.size())};
}

bool PictureArea::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShowToParent:
        if (watched == m_panel) {
            m_isPanelPlaced = false;
            placePanel();
        } else {
            placeNotices();
        }
        break;
    case QEvent::HideToParent:
        if (watched != m_panel)
            placeNotices();
        break;
    case QEvent::LayoutRequest:
        if (watched == m_noticeArea->widget())
            placeNotices();
        break;
    case QEvent::Resize:
    case QEvent::Move:
        if (watched == m_live->view())
            placeNotices();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void PictureArea::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeNotices();
}

QRect PictureArea::picture() const
{
    const QWidget *view = m_live->view();
    return {view->mapTo(this, QPoint()), view->size()};
}

QPoint PictureArea::pointer() const
{
    return mapFromGlobal(QCursor::pos());
}

void PictureArea::placeNotices()
{
    const bool isAny = std::any_of(m_notices.begin(), m_notices.end(),
                                   [](const QWidget *notice) { return !notice->isHidden(); });
    if (isAny) {
        const QRect room = picture();
        // So many that they would hide the picture scroll.
        QRect above = room;
        above.setHeight(
            std::min(m_noticeArea->widget()->sizeHint().height(), room.height() * 3 / 5));
        QRect below = above;
        below.moveBottom(room.bottom());
        const bool isInUse =
            m_noticeArea->isVisible() && m_noticeArea->geometry().contains(pointer());
        if (!isInUse && (m_areNoticesBelow ? below : above).contains(pointer()))
            m_areNoticesBelow = !m_areNoticesBelow;
        m_noticeArea->setGeometry(m_areNoticesBelow ? below : above);
    } else {
        m_areNoticesBelow = false;
    }
    m_noticeArea->setVisible(isAny);
    m_noticeArea->raise();
    const int covered = isAny ? m_noticeArea->height() : 0;
    m_live->view()->setCovered(m_areNoticesBelow ? QMargins(0, 0, 0, covered)
                                                 : QMargins(0, covered, 0, 0));
    placePanel();
}

void PictureArea::placePanel()
{
    if (!m_panel || m_panel->isHidden())
        return;
    QRect room = picture();
    if (!m_noticeArea->isHidden()) {
        if (m_areNoticesBelow)
            room.setBottom(m_noticeArea->geometry().top() - 1);
        else
            room.setTop(m_noticeArea->geometry().bottom() + 1);
    }
    room.adjust(panelMargin, panelMargin, -panelMargin, -panelMargin);
    const QRect now = m_panel->geometry();
    const QSize wanted = m_panel->sizeHint();
    // What is there stays where it is, most of all while it is used.
    const bool isInUse = now.contains(pointer()) && picture().contains(now);
    const bool stays = m_isPanelPlaced && (isInUse || (room.contains(now) && now.size() == wanted));
    if (!stays)
        m_panel->setGeometry(placeBeside(pointer(), room, wanted));
    m_isPanelPlaced = true;
    m_panel->raise();
}

} // namespace Holdfast
