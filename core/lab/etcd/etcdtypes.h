// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>
#include <utility>
#include <variant>

namespace Holdfast {

//! \brief The codes of gRPC by which etcd refuses a request. Others are taken for Unknown.
enum class EtcdCode {
    Unknown = 2,
    InvalidArgument = 3,
    DeadlineExceeded = 4,
    NotFound = 5, //!< of a lease that has ended, for instance
    PermissionDenied = 7,
    ResourceExhausted = 8,
    FailedPrecondition = 9,
    OutOfRange = 11, //!< of a revision that is compacted
    Internal = 13,
    Unavailable = 14, //!< for instance, there is no leader
    Unauthenticated = 16,
};

//! \brief The reason why a request to etcd has no good answer.
struct EtcdError
{
    //! What is known about the request.
    enum class Kind {
        Unreachable, //!< No endpoint could be reached: it was not carried out.
        Ambiguous,   //!< It may have been carried out, or may be carried out later.
        Refused,     //!< etcd refused it: it was not carried out.
    };

    Kind kind = Kind::Unreachable;
    EtcdCode code =
        EtcdCode::Unknown; //!< only when it was refused, or etcd says why it is ambiguous
    QString message {};    //!< a phrase, for the log and the operator
};

//! \brief The answer to a request to etcd, or an error.
template<typename T>
class [[nodiscard]] EtcdResult
{
public:
    EtcdResult(T value)
        : m_content(std::move(value))
    {
    }
    EtcdResult(EtcdError error)
        : m_content(std::move(error))
    {
    }

    explicit operator bool() const { return m_content.index() == 0; }

    const T &operator*() const { return std::get<0>(m_content); }
    const T *operator->() const { return &std::get<0>(m_content); }
    const EtcdError &error() const { return std::get<1>(m_content); }

private:
    std::variant<T, EtcdError> m_content;
};

//! \brief What each answer of etcd begins with.
struct EtcdHeader
{
    quint64 clusterId = 0;
    qint64 revision = 0; //!< of the whole store, when the answer was made
    quint64 raftTerm = 0;
};

//! \brief A key as it is stored.
struct EtcdKeyValue
{
    QByteArray key {};
    QByteArray value {};
    qint64 createRevision = 0;
    qint64 modRevision = 0;
    qint64 lease = 0; //!< 0: none

    friend bool operator==(const EtcdKeyValue &, const EtcdKeyValue &) = default;
};

//! \brief One key, or all keys with a prefix.
struct EtcdKeys
{
    QByteArray key {};
    QByteArray rangeEnd {}; //!< the first key after them; empty: one key

    static EtcdKeys one(const QByteArray &key) { return {key, {}}; }
    //! \a prefix ends with a byte below 0xff.
    static EtcdKeys withPrefix(const QByteArray &prefix);
};

//! \brief A request for keys.
struct EtcdRange
{
    EtcdKeys keys {};
    //! Whether the node that is asked may answer alone. Its answer can be old.
    bool isSerializable = false;
};

//! \brief The keys that there are, in the order in which they were created.
struct EtcdRangeAnswer
{
    EtcdHeader header {};
    QList<EtcdKeyValue> keyValues {};
};

//! \brief A request to write a key.
struct EtcdPut
{
    QByteArray key {};
    QByteArray value {};
    qint64 lease = 0; //!< the lease with which the key ends; 0: none
};

//! \brief A request to delete keys.
struct EtcdDelete
{
    EtcdKeys keys {};
};

//! \brief A condition of a transaction, about one key or each one of several.
struct EtcdCompare
{
    enum class Target { CreateRevision, ModRevision };
    enum class Relation { Equal, NotEqual, Less, Greater };

    EtcdKeys keys {};
    Target target = Target::ModRevision;
    Relation relation = Relation::Equal;
    qint64 revision = 0; //!< 0 is that of a key that does not exist

    //! The key was last changed at \a revision; 0: it does not exist.
    static EtcdCompare modified(const QByteArray &key, qint64 revision);
    //! The key was created at \a revision; 0: it does not exist.
    static EtcdCompare created(const QByteArray &key, qint64 revision);
    //! None of the keys was written after \a revision. Does not notice that one was deleted.
    static EtcdCompare notWrittenSince(const EtcdKeys &keys, qint64 revision);
};

using EtcdOperation = std::variant<EtcdPut, EtcdDelete, EtcdRange>;

//! \brief Operations that are carried out all at once, if all conditions hold, and others if not. No key may be written
//! twice.
struct EtcdTxn
{
    QList<EtcdCompare> compares {};
    QList<EtcdOperation> success {};
    QList<EtcdOperation> failure {};
};

//! \brief What came of a transaction.
struct EtcdTxnAnswer
{
    EtcdHeader header {};
    bool isSucceeded = false; //!< whether all conditions held
    QList<EtcdRangeAnswer>
        ranges {}; //!< one for each EtcdRange that was carried out, in their order
};

//! \brief A lease, as it is when it is granted or renewed.
struct EtcdLease
{
    EtcdHeader header {};
    qint64 id = 0;
    std::chrono::seconds ttl {0}; //!< 0: the lease has ended
};

//! \brief A change of a key.
struct EtcdEvent
{
    bool isDelete = false;
    EtcdKeyValue keyValue {}; //!< without a value and a revision of creation when it was deleted

    friend bool operator==(const EtcdEvent &, const EtcdEvent &) = default;
};

//! \brief One message of a watch.
struct EtcdWatchMessage
{
    EtcdHeader header {};
    bool isCreated = false;     //!< the watch has begun
    bool isCanceled = false;    //!< it has ended
    qint64 compactRevision = 0; //!< not 0: it has ended, because older revisions are compacted
    QString cancelReason {};
    QList<EtcdEvent> events {};
};

} // namespace Holdfast
