// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"
#include "ui/live/displaycontrast.h"
#include "ui/live/histogram.h"
#include "ui/live/liveviewport.h"
#include "ui/live/measurement.h"
#include "ui/live/ratemeter.h"
#include "ui/live/scalebar.h"

#include <QDateTime>
#include <QImage>
#include <QMargins>
#include <QTimer>
#include <QWidget>

#include <chrono>
#include <optional>

namespace Holdfast {

class FrameDecoder;

//! \brief The camera's live picture, fitted or enlarged, with marks over it that help to read it.
//!
//! Watches the camera only while it can be seen, so that a hidden view costs nothing.
class LiveView : public QWidget
{
    Q_OBJECT
public:
    //! The marks that are drawn over the picture.
    struct Marks
    {
        bool crosshair = false;
        bool histogram = false;
        bool scaleBar = true;
    };

    explicit LiveView(const Session &session, QWidget *parent = nullptr);
    ~LiveView() override;

    bool isWatching() const { return m_watch != nullptr; }
    //! Returns the picture on show, as the camera has delivered it; null when there is none.
    const QImage &picture() const { return m_picture; }
    //! Returns it as it is shown.
    const QImage &shown() const { return m_shown; }
    //! Returns the text that is shown in place of a picture; empty while there is one.
    QString placeholder() const;
    //! Returns "10.0 pictures/s, 0 dropped, 820 x 616"; empty while there is no picture.
    QString readout() const { return m_readout; }
    //! Returns "10.0/s"; empty while there is no picture.
    QString shortReadout() const { return m_shortReadout; }
    //! Returns the note that the picture is an old one, because no more have come; empty while they
    //! do. It is drawn over the picture.
    QString staleness() const { return m_staleness; }

    const LiveViewport &viewport() const { return m_viewport; }
    void fit();
    void showActualSize();
    //! Zooms about the middle of the view.
    void zoomBy(double factor);

    //! Returns the picture on show in its own size, with the contrast and the marks of the display: for a report, not for
    //! measurements of brightness. Null when there is no picture.
    QImage withMarks() const;

    //! Measures with clicks from now on; empty: clicks move as usual.
    void setMeasuring(std::optional<Measurement::Kind> kind);
    const std::optional<Measurement> &measurement() const { return m_measurement; }
    //! Sets what pixels are on the stage, for what is measured.
    void setMeasureScale(const Measurement::Scale &scale);

    const DisplayContrast &contrast() const { return m_contrast; }
    void setContrast(const DisplayContrast &contrast);

    Marks marks() const { return m_marks; }
    void setMarks(const Marks &marks);
    //! Tells which edges are covered by something else, so that the marks are drawn beside that.
    void setCovered(const QMargins &covered);
    //! Sets the length of a pixel of the picture; without one there is no scale bar.
    void setScale(std::optional<double> perPixel, const QString &unit);

    QSize sizeHint() const override;

Q_SIGNALS:
    void readoutChanged(const QString &readout);
    //! Emitted when shown() is another picture.
    void shownChanged();
    void contrastChanged();
    //! Emitted when the operator wants the point \a fromCentre, in pixels from the picture's
    //! centre, in its middle.
    void moveWanted(const QPointF &fromCentre);
    //! Emitted when the operator wants to move by a picture that is not live: the scene may have
    //! moved by now.
    void moveRefused();
    void stalenessChanged(const QString &staleness);
    //! Emitted when the wheel was turned by so many notches; up is positive.
    void focusWanted(int notches);
    //! Emitted when something was measured; \a result is in words.
    void measured(const QString &result);
    void zoomChanged();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;

private:
    void startWatching();
    void stopWatching();
    void showPicture(const QImage &picture, quint64 number, const Histogram &histogram,
                     const QImage &shown);
    QString contrastText() const;
    void measureAt(const QPointF &position);
    void finishMeasurement();
    void paintMeasurement(QPainter &painter, const LiveViewport &viewport,
                          const std::optional<QPointF> &hover) const;
    void updateReadout();
    void updateStaleness();
    void setStaleness(const QString &staleness);
    void viewportChanged();
    //! Draws the picture as it lies in \a viewport, and the marks into \a room.
    void paintPicture(QPainter &painter, const LiveViewport &viewport, const QRectF &room,
                      const std::optional<QPointF> &hover) const;

    Session m_session;
    FrameDecoder *m_decoder;
    std::shared_ptr<FrameWatch> m_watch;
    QString m_problem; //!< why there is nothing to watch
    QImage m_picture;
    QImage m_shown; //!< the same, with the contrast
    DisplayContrast m_contrast;
    quint64 m_number = 0; //!< of the picture
    quint64 m_dropped = 0;
    Histogram m_histogram;
    LiveViewport m_viewport;
    Marks m_marks;
    QMargins m_covered;
    std::optional<double> m_perPixel;
    QString m_unit;
    RateMeter m_rate;
    std::chrono::steady_clock::time_point m_cameAt {}; //!< the picture
    QDateTime m_cameAtTime;
    std::chrono::steady_clock::duration m_interval {}; //!< between it and the one before
    QString m_staleness;
    QString m_readout;
    QString m_shortReadout;
    QTimer m_readoutTimer;
    std::optional<Measurement> m_measurement; //!< while clicks measure
    Measurement::Scale m_measureScale;
    std::optional<QPointF>
        m_hover; //!< where the pointer is, from the picture's centre, while clicks measure
    std::optional<QPointF> m_pressedAt; //!< likewise, where a button was pressed
    std::optional<QPointF> m_grabbedAt; //!< while the picture is moved with the mouse
    int m_wheel = 0;                    //!< the rest of a notch, in eighths of a degree
};

} // namespace Holdfast
