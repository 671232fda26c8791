// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>

#include <optional>

namespace Mirror {

//! \brief A place, as a model of several members.
struct Point
{
    Q_GADGET
    Q_PROPERTY(double x MEMBER x)
    Q_PROPERTY(double y MEMBER y)
    Q_PROPERTY(std::optional<QString> label MEMBER label)
public:
    double x = 1.0;
    double y = 0.0;
    std::optional<QString> label;
};

} // namespace Mirror
