// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/live/liveviewport.h"

#include <QImage>
#include <QTimer>
#include <QWidget>

#include <optional>

namespace Holdfast {

class ComparisonBar;
class LiveView;

//! \brief A picture that was taken, large and over the live view, and compared with what the camera sees now. Both are enlarged
//! and moved together, and have the contrast of the display.
//!
//! Hidden until a picture is opened. The keys that move the stage go on doing so; the wheel focuses where the live picture is seen.
class ComparisonView : public QWidget
{
    Q_OBJECT
public:
    //! How the two pictures are shown.
    enum class Mode {
        Alone,      //!< only the picture
        SideBySide, //!< the picture at the left, the live one at the right
        Swipe,      //!< the picture left of a line that can be moved, the live one right of it
        Blink,      //!< the picture and the live one by turns
    };
    Q_ENUM(Mode)

    //! Lies over all of \a live, which owns it.
    explicit ComparisonView(LiveView *live);

    //! Shows \a picture, which is called \a name. What is shown already is replaced.
    void open(const QImage &picture, const QString &name);
    //! Returns the picture; null when none is shown.
    const QImage &picture() const { return m_picture; }
    QString name() const { return m_name; }

    Mode mode() const { return m_mode; }
    void setMode(Mode mode);
    //! Chooses the mode behind the present one; the first one after the last.
    void nextMode();

    //! Returns the place of the line, as a part of the width from the left, from 0 to 1.
    double divider() const { return m_divider; }
    void setDivider(double divider);

    //! Returns how each of the two lies in its part of the view.
    const LiveViewport &viewport() const { return m_viewport; }
    void fit();
    void showActualSize();
    //! Zooms about the middle.
    void zoomBy(double factor);

Q_SIGNALS:
    void modeChanged(Holdfast::ComparisonView::Mode mode);
    void zoomChanged();
    //! Emitted when a picture is opened, and when it is closed.
    void openChanged(bool open);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    enum class Side { Picture, Live };

    void applyContrast();
    void arrange();
    void viewportChanged();
    QRect partOf(Side side) const;
    bool isLiveSeen() const;
    bool isAtDivider(const QPointF &position) const;
    QPointF inPart(const QPointF &position) const;
    void paintSide(QPainter &painter, Side side) const;

    LiveView *m_live;
    ComparisonBar *m_bar;
    QImage m_picture;
    QImage m_shown; //!< the same, with the contrast
    QString m_name;
    Mode m_mode = Mode::SideBySide;
    LiveViewport m_viewport;
    double m_divider = 0.5;
    QTimer m_blink;
    bool m_isLiveTurn = false;
    quint64 m_round = 0; //!< of applyContrast()
    std::optional<QPointF> m_grabbedAt;
    bool m_isDividerGrabbed = false;
};

} // namespace Holdfast
