// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"
#include "ui/base/operatoraccess.h"

#include <QObject>
#include <QPointF>
#include <QTransform>

#include <optional>

namespace Holdfast {

//! \brief The size of a pixel of the picture on the stage, as far as the instrument reports it:
//! from the property image_to_stage_displacement_matrix of the Thing camera_stage_mapping, or of
//! the camera itself where that is not calibrated, and from the stage's micrometres_per_step.
//!
//! The matrix is OpenFlexure's: steps (x, y) = pixels (down, to the right) times the matrix.
class ImageScale : public QObject
{
    Q_OBJECT
public:
    explicit ImageScale(const OperatorAccess &access, QObject *parent = nullptr);

    bool isKnown() const { return matrix().has_value(); }
    //! Returns by how much the stage has to move so that the point at \a fromCentre comes into the
    //! middle. Empty when the scale is not known.
    std::optional<StageSteps> stepsTo(const QPointF &fromCentre) const;

    //! Returns the length of a pixel along the picture's horizontal, in unit(). Empty when not
    //! known.
    std::optional<double> perPixel() const;
    //! Returns the way on the stage, in unit(), for one in the picture: x to the right, y down. Empty when the scale is not known.
    std::optional<QPointF> onStage(const QPointF &pixels) const;
    //! Returns micrometres where the stage reports the length of its steps, otherwise steps.
    QString unit() const;

Q_SIGNALS:
    void changed();

private:
    struct Matrix
    {
        double down[2];  //!< steps in x and y for a pixel downwards
        double right[2]; //!< for a pixel to the right
    };
    static std::optional<Matrix> toMatrix(const Json &value);
    //! Returns the matrix that counts.
    const std::optional<Matrix> &matrix() const { return m_calibrated ? m_calibrated : m_own; }

    std::optional<Matrix> m_calibrated; //!< of the Thing camera_stage_mapping
    std::optional<Matrix> m_own;        //!< of the camera
    double m_micrometres = 0;           //!< of a step; 0 while not known
};

} // namespace Holdfast
