// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QWidget>

class QScrollArea;
class QVBoxLayout;

namespace Holdfast {

class LivePanel;

//! \brief The live view, and what is laid over its picture for as long as it is needed: notices along an edge, and a panel in
//! a corner.
//!
//! What comes and goes there resizes nothing, so that a double-click meets the place that it was meant for, and it
//! comes where the pointer is not.
class PictureArea : public QWidget
{
    Q_OBJECT
public:
    //! Takes \a live over.
    explicit PictureArea(LivePanel *live, QWidget *parent = nullptr);

    //! Lays \a notice over the picture, below the notices that were added before. It is seen when it shows itself.
    void addNotice(QWidget *notice);
    //! Lays \a panel over the picture, whenever it shows itself, as large as its sizeHint() where there is room.
    void setPanel(QWidget *panel);

    //! Returns a place in \a area for something of the size \a wanted: in the upper left corner, but never under
    //! \a pointer, and smaller where there is less room.
    static QRect placeBeside(const QPoint &pointer, const QRect &area, const QSize &wanted);

    bool eventFilter(QObject *watched, QEvent *event) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QRect picture() const;
    QPoint pointer() const;
    void placeNotices();
    void placePanel();

    LivePanel *m_live;
    QScrollArea *m_noticeArea;
    QVBoxLayout *m_noticeLayout;
    QList<QWidget *> m_notices;
    QWidget *m_panel = nullptr;
    bool m_isPanelPlaced = false; //!< since it has shown itself
    bool m_areNoticesBelow =
        false; //!< along the lower edge, because the pointer was at the upper one
};

} // namespace Holdfast
