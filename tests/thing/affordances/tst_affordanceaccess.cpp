// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/affordanceaccess.h"
#include "core/thing/error.h"
#include "core/thing/thing.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <exception>

namespace tst_affordanceaccess {

using namespace Holdfast;

//! \brief Returns a value for which its enumeration has a name, and one for which it has none.
class Gearbox : public Thing
{
    Q_OBJECT
    Q_PROPERTY(Gear gear READ gear WRITE setGear)
    Q_PROPERTY(Gear slipped READ slipped)
public:
    enum class Gear { Low, High };
    Q_ENUM(Gear)

    Gear gear() const { return m_gear; }
    void setGear(Gear gear) { m_gear = gear; }
    Gear slipped() const { return Gear(7); }

    Q_INVOKABLE Gearbox::Gear next(Gearbox::Gear after)
    {
        return after == Gear::Low ? Gear::High : Gear(8);
    }

private:
    Gear m_gear = Gear::Low;
};

class TestAffordanceAccess : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void initTestCase() { m_gearbox.attach(QStringLiteral("gearbox"), nullptr); }

    void readsWhatWasWritten()
    {
        QVERIFY(readProperty(m_gearbox, property(u"gear")).json == Json("low"));
        writeProperty(m_gearbox, property(u"gear"), "high");
        QVERIFY(readProperty(m_gearbox, property(u"gear")).json == Json("high"));
    }

    void runsAnAction()
    {
        QVERIFY(runAction(m_gearbox, next(), {{"after", "low"}}).json == Json("high"));
    }

    void aValueWithoutAFormNamesItsProperty()
    {
        const Error error = errorOf([this] { readProperty(m_gearbox, property(u"slipped")); });
        QCOMPARE(error.title(), QStringLiteral("InvalidReturnValueError"));
        QCOMPARE(error.cause(), Error::Cause::InvalidReturnValue);
        QCOMPARE(error.message(),
                 QStringLiteral("Error serialising gearbox.slipped: The enumeration Gear has no "
                                "name for its value 7."));
    }

    void anOutputWithoutAFormNamesItsAction()
    {
        const Error error = errorOf([this] { runAction(m_gearbox, next(), {{"after", "high"}}); });
        QCOMPARE(error.kind(), Error::Kind::Failed);
        QCOMPARE(error.title(), QStringLiteral("InvalidReturnValueError"));
        QCOMPARE(error.message(),
                 QStringLiteral("Error validating the output of 'gearbox.next': The enumeration "
                                "Gear has no name for its value 8."));
    }

private:
    const PropertyAffordance &property(QStringView name) const
    {
        return *m_gearbox.affordances().property(name);
    }
    const ActionAffordance &next() const { return *m_gearbox.affordances().action(u"next"); }

    template<typename Function>
    static Error errorOf(Function function)
    {
        try {
            function();
        } catch (...) {
            return Error::fromException(std::current_exception());
        }
        return {};
    }

    Gearbox m_gearbox;
};

HOLDFAST_GUILESS_TEST(TestAffordanceAccess)

} // namespace tst_affordanceaccess

#include "tst_affordanceaccess.moc"
