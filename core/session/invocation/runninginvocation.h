// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/threadlocalscope.h"

#include <QString>
#include <QUuid>

namespace Holdfast {

//! \brief Tells which invocation this thread works for, so that lines of the log can name it.
class RunningInvocation
{
public:
    //! Its identity.
    struct Name
    {
        QUuid id {};       //!< null: none
        QString action {}; //!< without the Thing
    };

    //! Lets this thread work for the invocation \a name while this lives.
    explicit RunningInvocation(const Name &name);

    //! Returns the invocation for which this thread works.
    static Name current();

private:
    const ThreadLocalScope<const Name *> m_scope;
};

} // namespace Holdfast
