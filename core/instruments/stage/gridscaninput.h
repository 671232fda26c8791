// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>

namespace Holdfast {

//! \brief The parameters of a scan of a grid. The grid begins where the stage is.
struct GridScanInput
{
    Q_GADGET
    Q_PROPERTY(int columns MEMBER columns)
    Q_PROPERTY(int rows MEMBER rows)
    Q_PROPERTY(int stepX MEMBER stepX)
    Q_PROPERTY(int stepY MEMBER stepY)
    Q_PROPERTY(double settle MEMBER settle)
    Q_PROPERTY(Holdfast::GridScanInput::Order order MEMBER order)
    Q_PROPERTY(bool returnToStart MEMBER returnToStart)
public:
    //! The order in which the points are visited.
    enum class Order {
        Meander,  //!< every other row backwards: the shortest way
        RowByRow, //!< every row in the same direction, so that slack in the drive never shows
    };
    Q_ENUM(Order)

    static constexpr int mostInARow = 1000; //!< columns, or rows
    static constexpr int longestStep = 100'000;
    static constexpr double longestSettle = 60;

    int columns = 5;
    int rows = 4;
    int stepX = 100;     //!< motor steps between columns; a negative one goes the other way
    int stepY = 100;     //!< motor steps between rows
    double settle = 0.2; //!< seconds at each point
    Order order = Order::Meander;
    bool returnToStart = true;

    //! Throws a ThingError that names the parameter that is out of range.
    void check() const;
};

} // namespace Holdfast
