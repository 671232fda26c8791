// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/client/pinnedcertificate.h"

#include <QByteArray>
#include <QUrl>

namespace Holdfast {

//! \brief Another server, and what it takes to use it.
struct UpstreamServer
{
    QUrl origin;                      //!< its address, without a path
    QByteArray token {};              //!< is sent with each request; empty: the server wants none
    PinnedCertificate certificate {}; //!< the one that the server has to have, if it is set
};

} // namespace Holdfast
