// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/error.h"

#include <type_traits>
#include <utility>
#include <variant>

namespace Holdfast {

//! \brief A value, or the reason why there is none. Never carries an exception.
template<typename T>
class [[nodiscard]] Result
{
    using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

public:
    Result() requires std::is_void_v<T>
    = default;
    Result(Stored value) requires(!std::is_void_v<T>)
        : m_content(std::move(value))
    {
    }
    Result(Error error)
        : m_content(std::move(error))
    {
    }

    explicit operator bool() const { return m_content.index() == 0; }

    const Stored &value() const requires(!std::is_void_v<T>) { return std::get<0>(m_content); }
    const Stored &operator*() const requires(!std::is_void_v<T>) { return value(); }
    const Stored *operator->() const requires(!std::is_void_v<T>) { return &value(); }
    const Error &error() const { return std::get<1>(m_content); }

private:
    std::variant<Stored, Error> m_content;
};

} // namespace Holdfast
