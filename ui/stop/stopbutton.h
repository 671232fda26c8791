// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QPushButton>

namespace Holdfast {

//! \brief The red button. Always enabled, and the only red thing in the window.
class StopButton : public QPushButton
{
    Q_OBJECT
public:
    explicit StopButton(QWidget *parent = nullptr);
};

} // namespace Holdfast
