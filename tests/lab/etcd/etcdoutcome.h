// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/etcd/etcdclient.h"
#include "tests/program/waituntil.h"

#include <memory>
#include <optional>

namespace Holdfast {

//! \brief What comes of a request, which a test waits for.
template<typename T>
class EtcdOutcome
{
public:
    //! What a request wants as its last argument.
    EtcdClient::Then<T> keep()
    {
        return [result = m_result](const EtcdResult<T> &answer) { *result = answer; };
    }
    bool isThere() const { return m_result->has_value(); }
    bool isGood() const { return isThere() && static_cast<bool>(**m_result); }
    const T &operator*() const { return ***m_result; }
    const T *operator->() const { return &***m_result; }
    const EtcdError &error() const { return (*m_result)->error(); }

private:
    //! Shared, because an answer may come when the test is over.
    std::shared_ptr<std::optional<EtcdResult<T>>> m_result =
        std::make_shared<std::optional<EtcdResult<T>>>();
};

} // namespace Holdfast
