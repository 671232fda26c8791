// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/scan/mosaic/mosaicplacement.h"
#include "core/instruments/scan/scanplan.h"

#include <QImage>
#include <QTransform>
#include <QWidget>

#include <optional>

class QPainter;

namespace Holdfast {

//! \brief The map of a scan: the mosaic of its pictures, the tiles of its plan over it, and the stage. It lies as the
//! pictures do.
class ScanMap : public QWidget
{
    Q_OBJECT
public:
    //! What is drawn of a plan.
    struct Tiles
    {
        QList<StagePosition> centres {};         //!< in the order in which they are visited
        int done = 0;                            //!< so many of them have been taken
        std::optional<StagePosition> current {}; //!< the tile that is being taken
    };

    //! A place with a name.
    struct Mark
    {
        QString name {};
        double x = 0;
        double y = 0;
    };

    explicit ScanMap(QWidget *parent = nullptr);

    //! Sets the stage's way from picture to picture, without an overlap; empty: not known, so that nothing can be drawn.
    void setPicture(const std::optional<ScanSpacing> &picture);
    void setTiles(const Tiles &tiles);
    //! Sets the mosaic; null: there is none.
    void setMosaic(const QImage &image, const MosaicPlacement &placement);
    void setStage(const std::optional<StagePosition> &position);
    void setMarks(const QList<Mark> &marks);
    //! Returns the place of the stage that is shown at \a point of this widget; empty while there is no map.
    std::optional<QPointF> stageAt(const QPointF &point) const;
    //! Returns where the place (\a x, \a y) of the stage is shown; empty while there is no map.
    std::optional<QPointF> pointAt(double x, double y) const;
    //! Sets what is said where nothing can be drawn.
    void setNote(const QString &note);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    //! Emitted when the operator wants the stage at this place, in motor steps.
    void goWanted(qint64 x, qint64 y);
    //! Emitted when the operator wants to mark this place.
    void markWanted(qint64 x, qint64 y);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QPointF placeOf(double x, double y) const;
    QRectF tileAt(const StagePosition &centre) const;
    QRectF extent() const;
    void drawMosaic(QPainter &painter) const;
    void drawTiles(QPainter &painter, double scale) const;
    void drawStage(QPainter &painter, double scale) const;
    void drawMarks(QPainter &painter) const;
    //! Returns how the unit of placeOf() becomes the pixels of this widget; empty while there is no map.
    std::optional<QTransform> view() const;

    std::optional<ScanSpacing> m_picture;
    Tiles m_tiles;
    QImage m_mosaic;
    MosaicPlacement m_placement;
    std::optional<StagePosition> m_stage;
    QList<Mark> m_marks;
    QString m_note;
};

} // namespace Holdfast
