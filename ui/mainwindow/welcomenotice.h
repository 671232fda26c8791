// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/noticebar.h"

namespace Holdfast {

class UserSettings;

//! \brief Explains the first start without a configuration: that the microscope is simulated, the
//! first steps, and how to connect a real one.
class WelcomeNotice : public NoticeBar
{
    Q_OBJECT
public:
    explicit WelcomeNotice(UserSettings *settings, QWidget *parent = nullptr);

    //! Shows it, unless the user has read it at an earlier start.
    void welcome();

private:
    UserSettings *m_settings;
};

} // namespace Holdfast
