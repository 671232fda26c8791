// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/threadlocalscope.h"
#include "core/lock/principal.h"

#include <QString>

namespace Holdfast {

//! \brief While it lives, this thread works for a client or for the operator, so that lines of the log can be found by its name.
class ServedClient
{
public:
    //! Lets this thread work for \a principal. Holdfast itself is no client.
    explicit ServedClient(const Principal &principal);

    //! Returns the name of the one for whom this thread works; empty: none.
    static QString current();

private:
    const QString m_name;
    const ThreadLocalScope<const QString *> m_scope;
};

} // namespace Holdfast
