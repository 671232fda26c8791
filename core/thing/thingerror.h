// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <stdexcept>

namespace Holdfast {

//! \brief What a Thing throws when it cannot do what was asked: a sentence for people and the name
//! of what went wrong ("StageError"), as clients see it. Derive from it, or throw it as it is.
class ThingError : public std::runtime_error
{
public:
    explicit ThingError(const QString &message);
    ThingError(const QString &title, const QString &message);

    QString message() const;
    //! The name of the error; empty: the name of the C++ class is taken.
    QString title() const { return m_title; }

private:
    QString m_title;
};

//! \brief An action noticed that somebody asked it to end. Thrown by cancellableSleep() and
//! throwIfCancelled(); whoever catches it and goes on has declined, until the next request.
class InvocationCancelled : public std::runtime_error
{
public:
    InvocationCancelled();
};

//! \brief Code needs the global lock, but the configuration has switched it off.
class GlobalLockDisabledError : public std::runtime_error
{
public:
    GlobalLockDisabledError();
};

//! \brief A getter or an action returned what has no form on the wire, such as a value of an
//! enumeration that has no name there.
class InvalidReturnValueError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

//! \brief A Thing's own declaration is wrong: it names something that does not exist, or has a type
//! without a JSON form. Stops the start.
class DeclarationError : public std::logic_error
{
public:
    explicit DeclarationError(const QString &message);
    QString message() const;
};

} // namespace Holdfast
