// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labstatus.h"
#include "core/lab/service/labplace.h"
#include "core/thing/error.h"

#include <QStringList>

//! The errors of operations that need what other stations share.
namespace Holdfast::LabRefusals {

//! Returns the refusal of an operation for which \a ticket has waited in vain, by what is known of the lab: its present owner,
//! with station, operation and since when, and those before it in the queue.
Error busy(const LabSituation &situation, const QStringList &resources, const QString &ticket);
//! Returns the refusal of an operation while etcd cannot be asked.
Error unreachable(const LabSituation &situation, const QStringList &resources);
//! Returns the end of an operation that has lost what it had.
Error lost(const LabLoss &loss, const QStringList &resources);
//! Returns the refusal of a request with the token of an owner that is gone.
Error fenced(const LabSituation &situation, const QString &resource, qint64 token);
//! Returns the refusal of a request that needs \a resources, and has tokens for some of them only.
Error incomplete(const QStringList &resources, const QStringList &given);
//! Returns whether \a error is one of these.
bool isOne(const Error &error);

} // namespace Holdfast::LabRefusals
