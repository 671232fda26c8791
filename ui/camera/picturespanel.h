// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"

#include <QWidget>

namespace Holdfast {

class PictureActions;
class StationMonitor;

//! \brief The pictures of this run, and time-lapses beside them.
class PicturesPanel : public QWidget
{
    Q_OBJECT
public:
    //! \a monitor tells about the same station as \a session; \a actions outlive it.
    PicturesPanel(const Session &session, const StationMonitor *monitor, PictureActions *actions,
                  QWidget *parent = nullptr);
};

} // namespace Holdfast
