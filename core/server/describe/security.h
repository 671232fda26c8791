// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Holdfast {

//! \brief What a description says that its reader needs.
enum class Security {
    None,   //!< nothing: the reader is on this machine, or the server is open to all
    Bearer, //!< a token, as the reader has one
};

} // namespace Holdfast
