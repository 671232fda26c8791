// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/etcd/etcdtypes.h"
#include "core/thing/json/json.h"

#include <QByteArrayView>

//! The JSON of etcd's gateway. Keys and values are base64; 64-bit numbers are texts; members that are 0, false or empty
//! are missing. What is read came from another program: nothing here throws, and what is not as agreed reads as nothing.
namespace Holdfast::EtcdJson {

Json write(const EtcdRange &range);
Json write(const EtcdPut &put);
Json write(const EtcdTxn &txn);
//! A request for a watch of \a keys, with the changes from \a startRevision on.
Json writeWatch(const EtcdKeys &keys, qint64 startRevision);

//! Parses an answer, or a line of one. Null when it is no JSON.
Json parse(QByteArrayView text);

std::optional<EtcdHeader> readHeader(const Json &answer);
std::optional<EtcdRangeAnswer> readRange(const Json &answer);
std::optional<EtcdTxnAnswer> readTxn(const Json &answer);
//! Reads what was granted.
std::optional<EtcdLease> readLease(const Json &answer);
//! Reads what came of a renewal, whose answer is that of a stream.
std::optional<EtcdLease> readRenewedLease(const Json &answer);
std::optional<QByteArray> readToken(const Json &answer);
//! Reads a line of a watch. A line that is an error is a message that the watch has ended, with the reason.
std::optional<EtcdWatchMessage> readWatchMessage(const Json &line);
//! Reads the body of a refusal. Whether the request may still be carried out is in the error.
EtcdError readError(const Json &body, int httpStatus);

} // namespace Holdfast::EtcdJson
