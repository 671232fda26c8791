// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/noticebar.h"

#include <QUrl>

namespace Holdfast {

//! \brief Says that another Holdfast serves already where this one would, and offers its page.
class StartNotice : public NoticeBar
{
    Q_OBJECT
public:
    explicit StartNotice(QWidget *parent = nullptr);

    void name(const QUrl &page);

Q_SIGNALS:
    void pageWanted(const QUrl &page);

private:
    QUrl m_page;
};

} // namespace Holdfast
