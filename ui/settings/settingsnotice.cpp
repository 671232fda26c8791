// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/settingsnotice.h"

#include "ui/settings/usersettings.h"

#include <QDir>
#include <QPushButton>

namespace Holdfast {

SettingsNotice::SettingsNotice(UserSettings *settings, QWidget *parent)
    : NoticeBar(QStringLiteral("settingsNotice"), QStringLiteral("settingsNoticeText"), parent)
    , m_settings(settings)
{
    setAccessibleName(tr("Settings that cannot be saved"));
    const QPushButton *again =
        addButton(QStringLiteral("saveSettingsButton"), tr("Try again"),
                  tr("Tries again to write the settings; so does every change of one"));
    connect(again, &QPushButton::clicked, settings, &UserSettings::save);
    connect(settings, &UserSettings::problemChanged, this, &SettingsNotice::refresh);
    refresh();
}

void SettingsNotice::refresh()
{
    say(m_settings->problem().isEmpty()
            ? QString()
            : tr("Your settings apply until the window is closed: they cannot be saved in %1. %2")
                  .arg(QDir::toNativeSeparators(m_settings->file()), m_settings->problem()));
}

} // namespace Holdfast
