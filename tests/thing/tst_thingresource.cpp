// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/testing/thingfixture.h"
#include "core/thing/thingresource.h"
#include "tests/program/testprogram.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_thingresource {

namespace {

ThingResource readable(const QString &path)
{
    return {.path = path,
            .get = [](const QString &) { return ResourceAnswer {}; },
            .remove {},
            .description {}};
}

} // namespace

//! \brief The input of an action, which may be left out.
struct CountRequest
{
    Q_GADGET
    Q_PROPERTY(int from MEMBER from)
public:
    int from = 7; //!< the first number
};

//! \brief A Thing with the resources that a test wants.
class Shelf : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int depth READ depth CONSTANT)
public:
    explicit Shelf(const QList<ThingResource> &resources = {})
    {
        for (const ThingResource &resource : resources)
            addResource(resource);
        describe("depth", {}).forPrograms();
        describe("count", {}).optionalInput();
    }
    int depth() const { return 1; }
    Q_INVOKABLE int count(const Holdfast::tst_thingresource::CountRequest &request)
    {
        return request.from;
    }
    QString folder() const { return dataFolder(); }
    void addLate() { addResource(readable(QStringLiteral("late"))); }
};

//! Tests what a Thing declares beside its affordances, and its folder for data.
class TestThingResource : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void resourcesAreFoundByTheirPaths()
    {
        const ThingFixture shelf([] {
            return std::make_unique<Shelf>(QList {readable(QStringLiteral("preview.jpg")),
                                                  readable(QStringLiteral("scans/"))});
        });
        const Affordances &offered = shelf.thing().affordances();
        QVERIFY(offered.resource(u"preview.jpg"));
        QVERIFY(offered.resource(u"scans/"));
        QVERIFY(!offered.resource(u"scans"));
    }

    void aWrongResourcePreventsTheStart_data()
    {
        QTest::addColumn<QString>("path");
        QTest::newRow("no path") << QString();
        QTest::newRow("a path from the root") << QStringLiteral("/preview");
        QTest::newRow("two slashes") << QStringLiteral("a//b");
        QTest::newRow("a way up") << QStringLiteral("../stage");
        QTest::newRow("a parameter") << QStringLiteral("scans/{name}");
        QTest::newRow("the name of a property") << QStringLiteral("depth");
    }

    void aWrongResourcePreventsTheStart()
    {
        QFETCH(const QString, path);
        QVERIFY_THROWS_EXCEPTION(DeclarationError, ThingFixture([&path] {
                                     return std::make_unique<Shelf>(QList {readable(path)});
                                 }));
    }

    void aResourceIsDeclaredOnceAndWithAUse()
    {
        const ThingResource preview = readable(QStringLiteral("preview"));
        QVERIFY_THROWS_EXCEPTION(DeclarationError, ThingFixture([&preview] {
                                     return std::make_unique<Shelf>(QList {preview, preview});
                                 }));
        QVERIFY_THROWS_EXCEPTION(
            DeclarationError, ThingFixture([] {
                return std::make_unique<Shelf>(QList {ThingResource {
                    .path = QStringLiteral("nothing"), .get {}, .remove {}, .description {}}});
            }));
    }

    void aResourceCannotBeAddedLater()
    {
        ThingFixture shelf([] { return std::make_unique<Shelf>(); });
        QVERIFY_THROWS_EXCEPTION(std::logic_error, shelf.thing<Shelf>().addLate());
    }

    void whatIsForProgramsIsMarked()
    {
        const ThingFixture shelf([] { return std::make_unique<Shelf>(); });
        QVERIFY(shelf.thing().affordances().property(u"depth")->isForPrograms);
        QVERIFY(!shelf.thing().affordances().action(u"count")->isForPrograms);
    }

    void anInputThatMayBeLeftOutIsOnlyTheOneThatSaysSo()
    {
        ThingFixture shelf([] { return std::make_unique<Shelf>(); });
        QVERIFY(shelf.thing().affordances().action(u"count")->goesWithoutInput());
        QCOMPARE(shelf.invoke(QStringLiteral("count")).json, Json(7));
        QCOMPARE(shelf.invoke(QStringLiteral("count"), {{"from", 3}}).json, Json(3));
    }

    void theFolderForDataIsMadeWhenItIsAskedFor()
    {
        const ThingFixture shelf([] { return std::make_unique<Shelf>(); });
        const QString expected = QDir(shelf.dataFolder()).filePath(QStringLiteral("thing"));
        QVERIFY(!QFileInfo::exists(expected));
        QCOMPARE(shelf.thing<Shelf>().folder(), expected);
        QVERIFY(QFileInfo(expected).isDir());
    }

    void aFolderThatCannotBeMadeIsAnErrorThatNamesIt()
    {
        const ThingFixture shelf([] { return std::make_unique<Shelf>(); });
        QFile inTheWay(QDir(shelf.dataFolder()).filePath(QStringLiteral("thing")));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        try {
            shelf.thing<Shelf>().folder();
            QFAIL("the folder was made where a file is");
        } catch (const ThingError &error) {
            QVERIFY(error.message().contains(inTheWay.fileName()));
            QVERIFY(error.message().contains(QStringLiteral("data_folder")));
        }
    }
};

HOLDFAST_GUILESS_TEST(TestThingResource)

} // namespace Holdfast::tst_thingresource

#include "tst_thingresource.moc"
