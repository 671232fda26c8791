// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <stdexcept>

namespace Holdfast {

//! \brief The exception of a Thing that cannot do what a caller asked for: a sentence for people
//! and the error's name ("StageError"), as clients see it. Derive from it, or throw it as it is.
class ThingError : public std::runtime_error
{
public:
    //! Makes an error whose name is that of its C++ class. \a message is one sentence for people.
    explicit ThingError(const QString &message);
    //! Makes an error with a name.
    ThingError(const QString &title, const QString &message);

    //! Returns the sentence for people.
    QString message() const;
    //! Returns the name of the error; when it is empty, the name of the C++ class is used.
    QString title() const { return m_title; }

private:
    QString m_title;
};

//! \brief An action has been asked to end. Thrown by cancellableSleep() and throwIfCancelled();
//! code that catches it and goes on has declined, until the next request.
class InvocationCancelled : public std::runtime_error
{
public:
    //! Makes the exception.
    InvocationCancelled();
};

//! \brief Code needs the global lock, but the configuration has switched it off.
class GlobalLockDisabledError : public std::runtime_error
{
public:
    //! Makes the exception.
    GlobalLockDisabledError();
};

//! \brief A getter or an action returned a value that has no form on the wire, such as one of an
//! enumeration that has no name there.
class InvalidReturnValueError : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

//! \brief A Thing's own declaration is wrong: it names a member that does not exist, or has a type
//! without a JSON form. Prevents the start.
class DeclarationError : public std::logic_error
{
public:
    //! Makes the exception; \a message is one sentence for the author.
    explicit DeclarationError(const QString &message);
    //! Returns the sentence for the author.
    QString message() const;
};

} // namespace Holdfast
