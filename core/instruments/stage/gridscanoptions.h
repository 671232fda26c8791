// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>

namespace Holdfast {

//! \brief What the configuration can say about a GridScan.
struct GridScanOptions
{
    Q_GADGET
    Q_PROPERTY(int mostPoints MEMBER mostPoints)
public:
    static constexpr int limit = 1'000'000;

    int mostPoints = 10'000; //!< of one scan: a larger one is refused; from 1 to \ref limit

    //! Throws a ThingError that says which option is wrong and what would be right.
    void check() const;
};

} // namespace Holdfast
