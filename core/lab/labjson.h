// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/etcd/etcdtypes.h"
#include "core/lab/labsnapshot.h"

#include <optional>

//! The values of a lab's keys, as they are in etcd. What is read was written by other stations, perhaps of other versions: members
//! that are missing have defaults, and a value that makes no sense reads as nothing.
namespace Holdfast::LabJson {

QByteArray write(const LabResource &resource);
QByteArray write(const LabStation &station);
QByteArray write(const LabTicket &ticket);
QByteArray write(const LabRow &row);
QByteArray write(const LabNotice &notice);

LabResource readResource(const QString &name, const EtcdKeyValue &stored);
LabStation readStation(const QString &name, const EtcdKeyValue &stored);
//! Returns nothing for a ticket that wants nothing.
std::optional<LabTicket> readTicket(const QString &id, const EtcdKeyValue &stored);
//! An owner that makes no sense is one all the same: its resource is not free.
LabOwner readOwner(const EtcdKeyValue &stored);
LabRow readRow(const EtcdKeyValue &stored);
LabNotice readNotice(const EtcdKeyValue &stored);

} // namespace Holdfast::LabJson
