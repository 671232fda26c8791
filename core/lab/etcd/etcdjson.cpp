// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/etcd/etcdjson.h"

#include "core/thing/json/foreignjson.h"
#include "core/wire/jsonread.h"

#include <charconv>

namespace Holdfast {

EtcdKeys EtcdKeys::withPrefix(const QByteArray &prefix)
{
    QByteArray end = prefix;
    end.back() = static_cast<char>(end.back() + 1);
    return {prefix, end};
}

EtcdCompare EtcdCompare::modified(const QByteArray &key, qint64 revision)
{
    return {EtcdKeys::one(key), Target::ModRevision, Relation::Equal, revision};
}

EtcdCompare EtcdCompare::created(const QByteArray &key, qint64 revision)
{
    return {EtcdKeys::one(key), Target::CreateRevision, Relation::Equal, revision};
}

EtcdCompare EtcdCompare::notWrittenSince(const EtcdKeys &keys, qint64 revision)
{
    return {keys, Target::ModRevision, Relation::Less, revision + 1};
}

namespace EtcdJson {

namespace {

constexpr JsonLimits s_limits {.depth = 32, .members = 1000, .values = 1'000'000};

std::string base64(const QByteArray &bytes)
{
    return bytes.toBase64().toStdString();
}

std::string number(qint64 value)
{
    return std::to_string(value);
}

// Of a 64-bit number; a missing one is 0.
template<typename Number>
Number readNumber(const Json &object, const char *key)
{
    const Json &value = JsonRead::member(object, key);
    if (value.is_number_integer())
        return value.get<Number>();
    if (!value.is_string())
        return 0;
    const auto &text = value.get_ref<const std::string &>();
    Number found = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), found);
    return error == std::errc() && end == text.data() + text.size() ? found : 0;
}

QByteArray readBytes(const Json &object, const char *key)
{
    const Json &value = JsonRead::member(object, key);
    if (!value.is_string())
        return {};
    const auto &text = value.get_ref<const std::string &>();
    return QByteArray::fromBase64(QByteArray::fromStdString(text));
}

Json writeKeys(const EtcdKeys &keys)
{
    Json json {{"key", base64(keys.key)}};
    if (!keys.rangeEnd.isEmpty())
        json["range_end"] = base64(keys.rangeEnd);
    return json;
}

Json writeCompare(const EtcdCompare &compare)
{
    using enum EtcdCompare::Relation;
    Json json = writeKeys(compare.keys);
    switch (compare.relation) {
    case Equal:
        json["result"] = "EQUAL";
        break;
    case NotEqual:
        json["result"] = "NOT_EQUAL";
        break;
    case Less:
        json["result"] = "LESS";
        break;
    case Greater:
        json["result"] = "GREATER";
        break;
    }
    if (compare.target == EtcdCompare::Target::ModRevision) {
        json["target"] = "MOD";
        json["mod_revision"] = number(compare.revision);
    } else {
        json["target"] = "CREATE";
        json["create_revision"] = number(compare.revision);
    }
    return json;
}

Json writeOperations(const QList<EtcdOperation> &operations)
{
    Json json = Json::array();
    for (const EtcdOperation &operation : operations) {
        if (const auto *put = std::get_if<EtcdPut>(&operation))
            json.push_back({{"request_put", write(*put)}});
        else if (const auto *range = std::get_if<EtcdRange>(&operation))
            json.push_back({{"request_range", write(*range)}});
        else
            json.push_back(
                {{"request_delete_range", writeKeys(std::get<EtcdDelete>(operation).keys)}});
    }
    return json;
}

EtcdKeyValue readKeyValue(const Json &json)
{
    return {.key = readBytes(json, "key"),
            .value = readBytes(json, "value"),
            .createRevision = readNumber<qint64>(json, "create_revision"),
            .modRevision = readNumber<qint64>(json, "mod_revision"),
            .lease = readNumber<qint64>(json, "lease")};
}

QList<EtcdKeyValue> readKeyValues(const Json &list)
{
    QList<EtcdKeyValue> found;
    if (!list.is_array())
        return found;
    found.reserve(static_cast<qsizetype>(list.size()));
    for (const Json &each : list)
        found.append(readKeyValue(each));
    return found;
}

EtcdLease leaseOf(const EtcdHeader &header, const Json &json)
{
    return {header, readNumber<qint64>(json, "ID"),
            std::chrono::seconds {readNumber<qint64>(json, "TTL")}};
}

EtcdCode codeOf(const Json &error)
{
    using enum EtcdCode;
    // A stream that ends has "grpc_code" instead.
    auto code = readNumber<int>(error, "code");
    if (code == 0)
        code = readNumber<int>(error, "grpc_code");
    for (const EtcdCode each :
         {InvalidArgument, DeadlineExceeded, NotFound, PermissionDenied, ResourceExhausted,
          FailedPrecondition, OutOfRange, Internal, Unavailable, Unauthenticated}) {
        if (static_cast<int>(each) == code)
            return each;
    }
    return Unknown;
}

// Whether a request that was refused with this code was surely not carried out, and will not be.
bool isDefinite(EtcdCode code)
{
    switch (code) {
    case EtcdCode::InvalidArgument:
    case EtcdCode::NotFound:
    case EtcdCode::PermissionDenied:
    case EtcdCode::ResourceExhausted:
    case EtcdCode::FailedPrecondition:
    case EtcdCode::OutOfRange:
    case EtcdCode::Unauthenticated:
        return true;
    case EtcdCode::Unknown:
    case EtcdCode::DeadlineExceeded:
    case EtcdCode::Internal:
    case EtcdCode::Unavailable:
        break;
    }
    return false;
}

QString messageOf(const Json &error)
{
    const QString message = JsonRead::text(error, "message");
    return message.isEmpty() ? JsonRead::text(error, "error") : message;
}

} // namespace

Json write(const EtcdRange &range)
{
    Json json = writeKeys(range.keys);
    if (!range.keys.rangeEnd.isEmpty()) {
        json["sort_order"] = "ASCEND";
        json["sort_target"] = "CREATE";
    }
    if (range.isSerializable)
        json["serializable"] = true;
    return json;
}

Json write(const EtcdPut &put)
{
    Json json {{"key", base64(put.key)}, {"value", base64(put.value)}};
    if (put.lease != 0)
        json["lease"] = number(put.lease);
    return json;
}

Json write(const EtcdTxn &txn)
{
    Json compares = Json::array();
    for (const EtcdCompare &compare : txn.compares)
        compares.push_back(writeCompare(compare));
    return {{"compare", compares},
            {"success", writeOperations(txn.success)},
            {"failure", writeOperations(txn.failure)}};
}

Json writeWatch(const EtcdKeys &keys, qint64 startRevision)
{
    Json json = writeKeys(keys);
    json["start_revision"] = number(startRevision);
    return {{"create_request", json}};
}

Json parse(QByteArrayView text)
{
    return foreignJsonOrNull(text, s_limits);
}

std::optional<EtcdHeader> readHeader(const Json &answer)
{
    const Json &header = JsonRead::member(answer, "header");
    if (!header.is_object())
        return {};
    return EtcdHeader {.clusterId = readNumber<quint64>(header, "cluster_id"),
                       .revision = readNumber<qint64>(header, "revision"),
                       .raftTerm = readNumber<quint64>(header, "raft_term")};
}

std::optional<EtcdRangeAnswer> readRange(const Json &answer)
{
    const std::optional<EtcdHeader> header = readHeader(answer);
    if (!header)
        return {};
    return EtcdRangeAnswer {*header, readKeyValues(JsonRead::member(answer, "kvs"))};
}

std::optional<EtcdTxnAnswer> readTxn(const Json &answer)
{
    const std::optional<EtcdHeader> header = readHeader(answer);
    if (!header)
        return {};
    EtcdTxnAnswer txn {*header, JsonRead::flag(answer, "succeeded"), {}};
    const Json &responses = JsonRead::member(answer, "responses");
    if (responses.is_array()) {
        for (const Json &response : responses) {
            const Json &range = JsonRead::member(response, "response_range");
            if (range.is_object()) // the header inside has no more than a revision
                txn.ranges.append({*header, readKeyValues(JsonRead::member(range, "kvs"))});
        }
    }
    return txn;
}

std::optional<EtcdLease> readLease(const Json &answer)
{
    const std::optional<EtcdHeader> header = readHeader(answer);
    if (!header)
        return {};
    const EtcdLease lease = leaseOf(*header, answer);
    return lease.id != 0 && lease.ttl.count() > 0 ? std::optional(lease) : std::nullopt;
}

std::optional<EtcdLease> readRenewedLease(const Json &answer)
{
    const Json &result = JsonRead::member(answer, "result");
    const std::optional<EtcdHeader> header = readHeader(result);
    return header ? std::optional(leaseOf(*header, result)) : std::nullopt;
}

std::optional<QByteArray> readToken(const Json &answer)
{
    const QByteArray token = JsonRead::text(answer, "token").toLatin1();
    return token.isEmpty() ? std::nullopt : std::optional(token);
}

std::optional<EtcdWatchMessage> readWatchMessage(const Json &line)
{
    const Json &error = JsonRead::member(line, "error");
    if (!error.is_null()) {
        EtcdWatchMessage message {.isCanceled = true};
        message.cancelReason = messageOf(error.is_object() ? error : line);
        return message;
    }
    const Json &result = JsonRead::member(line, "result");
    const std::optional<EtcdHeader> header = readHeader(result);
    if (!header)
        return {};
    EtcdWatchMessage message {.header = *header,
                              .isCreated = JsonRead::flag(result, "created"),
                              .isCanceled = JsonRead::flag(result, "canceled"),
                              .compactRevision = readNumber<qint64>(result, "compact_revision"),
                              .cancelReason = JsonRead::text(result, "cancel_reason")};
    const Json &events = JsonRead::member(result, "events");
    if (events.is_array()) {
        for (const Json &event : events)
            message.events.append({JsonRead::text(event, "type") == QLatin1String("DELETE"),
                                   readKeyValue(JsonRead::member(event, "kv"))});
    }
    return message;
}

EtcdError readError(const Json &body, int httpStatus)
{
    // That of a stream is inside.
    const Json &inner = JsonRead::member(body, "error");
    const Json &error = inner.is_object() ? inner : body;
    const EtcdCode code = codeOf(error);
    QString message = messageOf(error);
    if (message.isEmpty())
        message = QStringLiteral("HTTP status %1").arg(httpStatus);
    const auto kind = isDefinite(code) ? EtcdError::Kind::Refused : EtcdError::Kind::Ambiguous;
    return {kind, code, message};
}

} // namespace EtcdJson

} // namespace Holdfast
