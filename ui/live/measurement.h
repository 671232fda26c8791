// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QPointF>
#include <QString>

#include <functional>
#include <optional>

namespace Holdfast {

//! \brief What is measured in the live picture: the points that the operator has clicked, and what lies between them.
//!
//! The points are pixels from the picture's centre. Lengths, angles and areas are those on the stage where the calibration is
//! known, so a camera that is turned or has pixels that are not square makes no difference.
class Measurement
{
public:
    enum class Kind {
        Distance, //!< between two points
        Angle,    //!< between three points, at the second one
        Area,     //!< of a polygon, until it is closed
    };

    //! \brief What pixels are on the stage.
    struct Scale
    {
        //! Returns the way on the stage for one in the picture. Empty: lengths are pixels.
        std::function<QPointF(const QPointF &)> onStage {};
        QString unit {}; //!< of that way
    };

    explicit Measurement(Kind kind = Kind::Distance)
        : m_kind(kind)
    {
    }

    Kind kind() const { return m_kind; }
    const QList<QPointF> &points() const { return m_points; }
    bool isComplete() const { return m_isComplete; }

    //! Adds a point. After a complete measurement it is the first one of the next.
    void add(const QPointF &point);
    //! Completes an area of three points or more.
    void close();

    //! Returns the result in words, "12.3 µm"; empty while there are too few points. \a next is where the next point may be:
    //! it counts as one.
    QString text(const Scale &scale, const std::optional<QPointF> &next = {}) const;

private:
    qsizetype wanted() const;

    Kind m_kind;
    QList<QPointF> m_points;
    bool m_isComplete = false;
};

} // namespace Holdfast
