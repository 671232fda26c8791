// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QMetaType>

namespace Holdfast {

//! \brief Where the pixels of a mosaic are on the stage, for those who draw something over it.
//!
//! The point (row, column) of the mosaic, counted from its upper left corner, shows the place \e corner + row * \e
//! down + column * \e right of the stage. A tile's middle is where the stage was when it was taken.
struct MosaicPlacement
{
    Q_GADGET
    Q_PROPERTY(int width MEMBER width)
    Q_PROPERTY(int height MEMBER height)
    Q_PROPERTY(QList<double> corner MEMBER corner)
    Q_PROPERTY(QList<double> down MEMBER down)
    Q_PROPERTY(QList<double> right MEMBER right)
public:
    int width = 0;           //!< of the mosaic, in pixels; 0: there is none
    int height = 0;          //!< of the mosaic, in pixels
    QList<double> corner {}; //!< (x, y) of the stage at the upper left corner, in motor steps
    QList<double> down {};   //!< steps along x and y for a pixel downwards
    QList<double> right {};  //!< steps along x and y for a pixel to the right

    friend bool operator==(const MosaicPlacement &, const MosaicPlacement &) = default;
};

} // namespace Holdfast
