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
    //! Checks that other C++ code, which calls the Thing's methods and setters directly, without a
    //! session, while another holder has the lock, is refused: each function that takes the lock
    //! must throw GlobalLockBusyError (holdGlobalLock() as the first statement), before it has any
    //! effect or reports any other error; functions that opted out, and reading, must not. Inputs
    //! are made from the schemas; properties are set to their present values.
    //!
    //! A function that is not refused really runs. It is cancelled if it takes longer than two
    //! seconds. Throws std::logic_error when the fixture has no lock.
    static ThingCheck lockedMutatorsRefuseStrangers(ThingFixture &fixture);

    //! Returns one sentence per failure; empty when all checks passed.
    QStringList failures() const { return m_failures; }

private:
    QStringList m_failures;
};

} // namespace Holdfast
