// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>

namespace Holdfast {

//! \brief What the configuration can say about a SmartScan.
struct SmartScanOptions
{
    Q_GADGET
    Q_PROPERTY(QString defaultWorkflow MEMBER defaultWorkflow)
    Q_PROPERTY(int reservedMegabytes MEMBER reservedMegabytes)
    Q_PROPERTY(QString stitcher MEMBER stitcher)
public:
    static constexpr int mostMegabytes = 1'000'000; //!< that can be reserved

    //! The name of the workflow that is used until another one is chosen; empty: the first one.
    QString defaultWorkflow {};
    //! How much of the disk a scan leaves free, from 0 to \ref mostMegabytes.
    int reservedMegabytes = 500;
    //! The program that stitches: a path, or a name that is looked for in the PATH.
    QString stitcher = QStringLiteral("openflexure-stitch");

    //! Throws a ThingError that says which option is wrong and what would be right.
    void check() const;
};

} // namespace Holdfast
