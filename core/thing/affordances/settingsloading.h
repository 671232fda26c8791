// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

namespace Holdfast {

//! \brief While it lives, this thread loads settings into Things that nothing else uses yet:
//! Thing::holdGlobalLock() holds nothing, so that a stop or "local only" of the time before the start
//! does not refuse the setters.
class SettingsLoading
{
public:
    SettingsLoading();
    ~SettingsLoading();
    Q_DISABLE_COPY_MOVE(SettingsLoading)

    static bool here();
};

} // namespace Holdfast
