// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/text/translation.h"
#include "ui/base/theme/theme.h"
#include "ui/settings/usersettings.h"

namespace Holdfast {

//! \brief The parts of a window that belong to the user and not to the instrument: settings,
//! language, colours. It must be created before the window.
class Desktop : public QObject
{
    Q_OBJECT
public:
    Desktop();

    UserSettings *settings() { return &m_settings; }

private:
    UserSettings m_settings;
    Translation m_translation;
    Theme m_theme;
};

} // namespace Holdfast
