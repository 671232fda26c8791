// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/operatoraccess.h"

#include <QWidget>

namespace Holdfast {

class PictureActions;

//! \brief The pictures of this run, and time-lapses beside them.
class PicturesPanel : public QWidget
{
    Q_OBJECT
public:
    //! \a actions outlive it.
    PicturesPanel(const OperatorAccess &access, PictureActions *actions, QWidget *parent = nullptr);
};

} // namespace Holdfast
