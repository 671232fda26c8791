// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/desktop.h"

namespace Holdfast {

Desktop::Desktop()
    : m_settings(UserSettings::defaultFile())
    , m_translation(m_settings.language())
    , m_theme(m_settings.scheme())
{
    connect(&m_settings, &UserSettings::changed, &m_theme,
            [this] { m_theme.setWish(m_settings.scheme()); });
}

} // namespace Holdfast
