// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/focus/focuscurve.h"

#include <QWidget>

#include <optional>

namespace Holdfast {

//! \brief Draws the curve of an autofocus, with the focus that was found and the present position.
class FocusPlot : public QWidget
{
    Q_OBJECT
public:
    explicit FocusPlot(QWidget *parent = nullptr);

    //! Shows \a curve; without one a text says that there is none.
    void setCurve(const std::optional<FocusCurve> &curve);
    //! Shows a step of z as so many units.
    void setScale(double perStep, const QString &unit);
    //! Marks where the stage is.
    void setPosition(std::optional<double> z);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();
    QString zText(double z) const;

    std::optional<FocusCurve> m_curve;
    std::optional<double> m_position;
    double m_perStep = 1;
    QString m_unit;
};

} // namespace Holdfast
