// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/theme/desktopscheme.h"

#include <QObject>
#include <QPalette>

namespace Holdfast {

//! \brief Gives the application its style and palette: as the desktop, or as the operator wishes.
class Theme : public QObject
{
    Q_OBJECT
public:
    explicit Theme(SchemeWish wish, QObject *parent = nullptr);

    void setWish(SchemeWish wish);
    SchemeWish wish() const { return m_wish; }

private:
    //! Returns the scheme that the platform reports without the portal.
    ColourScheme platformScheme() const;
    void apply();

    const QPalette m_own; //!< that the application began with
    SchemeWish m_wish;
    DesktopScheme m_desktop;
};

} // namespace Holdfast
