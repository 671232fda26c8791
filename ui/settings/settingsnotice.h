// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/noticebar.h"

namespace Holdfast {

class UserSettings;

//! \brief Shows that the settings of the window cannot be written, and why; offers to try again.
class SettingsNotice : public NoticeBar
{
    Q_OBJECT
public:
    explicit SettingsNotice(UserSettings *settings, QWidget *parent = nullptr);

private:
    void refresh();

    UserSettings *m_settings;
};

} // namespace Holdfast
