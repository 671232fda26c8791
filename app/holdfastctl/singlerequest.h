// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/ctltask.h"

#include <QStringList>

#include <functional>
#include <optional>

namespace Holdfast::Ctl {

//! \brief A command that is one request: sends it, says what came of it.
class SingleRequest : public CtlTask
{
    Q_OBJECT
public:
    struct Result
    {
        CtlExitCode code = CtlExitCode::Done;
        QStringList lines; //!< for people
    };
    //! What a good answer's body means; nothing when it is not what was agreed.
    using Reader = std::function<std::optional<Result>(const Json &body)>;

    SingleRequest(Console &console, CtlCommandLine line, LockRequest request, Reader reader);

    void start() override;

private:
    void answered(const LockAnswer &answer);

    const LockRequest m_request;
    const Reader m_reader;
};

} // namespace Holdfast::Ctl
