// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/threadlocalscope.h"
#include "core/lab/labagent.h"

namespace Holdfast {

//! \brief While it lives, operations that this thread asks for are those of a caller that has resources of the lab already: as
//! another station, or by a ticket of its own. An operation that needs these takes no ticket, and is refused when a token is not
//! that of the present owner.
class LabTokenScope
{
public:
    explicit LabTokenScope(LabTokens tokens);

    //! Returns the tokens of the innermost scope of this thread; none without one.
    static const LabTokens &here();

private:
    const LabTokens m_tokens;
    const ThreadLocalScope<const LabTokens *> m_scope;
};

} // namespace Holdfast
