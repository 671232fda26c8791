// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/task/ctltask.h"
#include "core/thing/result.h"

namespace Holdfast::Ctl {

//! \brief Makes, lists or ends tokens: by asking the server, or in the file of the tokens, which needs no server.
class TokenTask : public CtlTask
{
    Q_OBJECT
public:
    using CtlTask::CtlTask;

    void start() override;

private:
    void changeFile();
    void askServer();
    void failAt(const Error &error);
    void show(const Json &body);
};

} // namespace Holdfast::Ctl
