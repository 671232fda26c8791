// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/mainwindow/welcomenotice.h"

#include "ui/settings/usersettings.h"

#include <QPushButton>

namespace Holdfast {

WelcomeNotice::WelcomeNotice(UserSettings *settings, QWidget *parent)
    : NoticeBar(QStringLiteral("welcomeNotice"), QStringLiteral("welcomeText"), parent)
    , m_settings(settings)
{
    setAccessibleName(tr("What you see here"));
    const QPushButton *done = addButton(QStringLiteral("welcomeDoneButton"), tr("Understood"),
                                        tr("Does not show this again"));
    connect(done, &QPushButton::clicked, this, [this] {
        m_settings->setWelcomeRead();
        say({});
    });
}

void WelcomeNotice::welcome()
{
    if (m_settings->isWelcomeRead())
        return;
    say(tr("This microscope is simulated: nothing can break. Move it with the arrow keys, focus "
           "with Page "
           "Up and Page Down, press ? for all keys. For a real one start Holdfast with its "
           "configuration: "
           "holdfast -c FILE."));
}

} // namespace Holdfast
