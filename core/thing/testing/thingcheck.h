// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

namespace Holdfast {

class ThingFixture;

//! \brief Checks of a Thing that every author's test should make.
//!
//!     QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(fixture).failures(), QStringList());
class ThingCheck
{
public:
    //! Somebody else holds the lock, and other C++ code calls the Thing's methods and setters
    //! directly, without a session in front: whatever takes the lock must refuse that with
    //! GlobalLockBusyError (holdGlobalLock() first thing in the function), before it does or finds
    //! fault with anything; what opted out, and reading, must not. Inputs are made from the
    //! schemas, properties are set to what they are.
    //!
    //! What is not refused really runs. It is cancelled if it takes longer than two seconds.
    //! Throws std::logic_error when the fixture has no lock.
    static ThingCheck lockedMutatorsRefuseStrangers(ThingFixture &fixture);

    //! One sentence each; empty when all is well.
    QStringList failures() const { return m_failures; }

private:
    QStringList m_failures;
};

} // namespace Holdfast
