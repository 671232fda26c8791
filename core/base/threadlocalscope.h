// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <type_traits>
#include <utility>

namespace Holdfast {

//! \brief While it lives, a thread_local variable has another value. Scopes nest, and stay in their
//! thread.
template<typename T>
class ThreadLocalScope
{
public:
    //! Gives \a variable, which must be thread_local, the \a value.
    ThreadLocalScope(T &variable, std::type_identity_t<T> value)
        : m_variable(variable)
        , m_outer(std::exchange(variable, std::move(value)))
    {
    }
    ~ThreadLocalScope() { m_variable = std::move(m_outer); }
    Q_DISABLE_COPY_MOVE(ThreadLocalScope)

    //! Returns the value from before, which comes back.
    const T &outer() const { return m_outer; }

private:
    T &m_variable;
    T m_outer;
};

} // namespace Holdfast
