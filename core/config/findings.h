// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/configurationerror.h"

#include <type_traits>
#include <utility>
#include <vector>

namespace Holdfast {

//! \brief The errors in a configuration, collected while it is read, so that its author sees all of
//! them at once.
class Findings
{
public:
    void add(const ConfigurationError &error) { m_errors.push_back(error); }

    //! Returns the result of \a read. When that throws a ConfigurationError, adds the error and
    //! returns \a otherwise.
    template<typename Read>
    auto attempt(Read read, std::invoke_result_t<Read> otherwise = {}) -> std::invoke_result_t<Read>
    {
        try {
            return read();
        } catch (const ConfigurationError &error) {
            add(error);
            return otherwise;
        }
    }

    //! Throws the first error, if there is one.
    void throwFirst() const
    {
        if (!m_errors.empty())
            throw ConfigurationError(m_errors.front());
    }

    std::size_t count() const { return m_errors.size(); }
    const std::vector<ConfigurationError> &errors() const { return m_errors; }
    std::vector<ConfigurationError> take() { return std::exchange(m_errors, {}); }

private:
    std::vector<ConfigurationError> m_errors;
};

} // namespace Holdfast
