// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/start/startnotice.h"

#include <QPushButton>

namespace Holdfast {

StartNotice::StartNotice(QWidget *parent)
    : NoticeBar(QStringLiteral("startNotice"), QStringLiteral("startNoticeText"), parent)
{
    setAccessibleName(tr("Another Holdfast"));
    const QPushButton *open = addButton(QStringLiteral("startNoticeButton"), tr("Open its &page"),
                                        tr("Opens the page of the other Holdfast in the browser"));
    connect(open, &QPushButton::clicked, this, [this] { Q_EMIT pageWanted(m_page); });
}

void StartNotice::name(const QUrl &page)
{
    m_page = page;
    say(tr("A Holdfast runs already, and serves at %1. A second one can be started; its clients "
           "reach it at another port.")
            .arg(page.toString()));
}

} // namespace Holdfast
