// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace Holdfast {

//! Returns the names of this computer, in lower case: without a domain, with each domain that it
//! knows to be its own, and with ".local". Asks no other computer.
QStringList namesOfThisMachine();

} // namespace Holdfast
