// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/headers.h"
#include "core/server/http/request.h"
#include "core/server/http/response.h"

#include <optional>

namespace Holdfast {

//! \brief Which web pages may use this server from inside somebody's browser.
//!
//! Programs that are no browser send no Origin and are not concerned. A page may if it came from
//! the same host, on whatever port. Every other page can neither read a reply nor, since a browser
//! sends some requests without asking first, change anything: it is refused with 403.
class OriginPolicy
{
public:
    //! The answer, where the policy itself gives it: to a preflight, or a refusal.
    std::optional<Response> answer(const Request &request) const;

    //! What a reply to \a request must carry for the page to be allowed to read it.
    Headers replyHeaders(const Request &request) const;

private:
    bool isAllowed(const Request &request) const;
};

} // namespace Holdfast
