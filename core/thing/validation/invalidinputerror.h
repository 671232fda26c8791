// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thingerror.h"
#include "core/thing/validation/validation.h"

namespace Holdfast {

//! \brief The input of a write or of an action fits its schema, but the device does not accept it. Clients
//! get the same answer as for an input that does not fit.
class InvalidInputError : public ThingError
{
public:
    //! Makes an error about the member of the input that issue.location names, or about the whole.
    explicit InvalidInputError(ValidationIssue issue)
        : ThingError(issue.message)
        , m_issue(std::move(issue))
    {
    }

    //! Returns what is wrong with the input.
    const ValidationIssue &issue() const { return m_issue; }

private:
    ValidationIssue m_issue;
};

} // namespace Holdfast
