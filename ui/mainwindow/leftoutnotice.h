// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/noticebar.h"

#include <QStringList>

namespace Holdfast {

//! \brief Says which Things of the configuration are missing at this start.
class LeftOutNotice : public NoticeBar
{
    Q_OBJECT
public:
    explicit LeftOutNotice(QWidget *parent = nullptr);

    //! Names \a things until the operator has read it; nothing for none.
    void name(const QStringList &things);
};

} // namespace Holdfast
