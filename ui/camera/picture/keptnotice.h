// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/noticebar.h"

namespace Holdfast {

class PictureActions;

//! \brief Offers the pictures that were on no disk when an earlier run ended.
class KeptNotice : public NoticeBar
{
    Q_OBJECT
public:
    //! \a actions outlive it.
    explicit KeptNotice(PictureActions *actions, QWidget *parent = nullptr);

private:
    void refresh();

    PictureActions *m_actions;
    bool m_isPutOff = false;
};

} // namespace Holdfast
