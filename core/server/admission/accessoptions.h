// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <memory>

namespace Holdfast {

class TokenKeeper;

//! \brief Who may use a server.
struct AccessOptions
{
    bool isInsecure = false;                //!< every client may act, without a token
    bool alwaysNeedsToken = false;          //!< programs on this machine need a token as well
    std::shared_ptr<TokenKeeper> tokens {}; //!< null: no token is valid
};

} // namespace Holdfast
