// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/mediatype.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_mediatype {

using namespace Holdfast;

class TestMediaType : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void matches_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("isMatch");
        const auto row = [](const char *name, const char *type, const char *pattern, bool isMatch) {
            QTest::newRow(name) << QString::fromLatin1(type) << QString::fromLatin1(pattern)
                                << isMatch;
        };
        row("the same", "image/png", "image/png", true);
        row("another one", "image/png", "image/jpeg", false);
        row("no pattern", "image/png", "", true);
        row("everything", "image/png", "*/*", true);
        row("everything, when there is no type", "", "*/*", true);
        row("no type", "", "image/*", false);
        row("a kind", "image/png", "image/*", true);
        row("another kind", "text/plain", "image/*", false);
        row("the beginning of a kind", "imagery/png", "image/*", false);
        row("parameters of the type", "text/plain; charset=utf-8", "text/plain", true);
        row("parameters of the pattern", "text/plain", "text/*; charset=utf-8", true);
        row("capitals", "Image/PNG", "image/png", true);
        row("an unknown type is not a certain one", "*/*", "text/plain", false);
    }
    void matches()
    {
        QFETCH(const QString, type);
        QFETCH(const QString, pattern);
        QTEST(matchesMediaType(type, pattern), "isMatch");
    }

    void patterns_data()
    {
        QTest::addColumn<QString>("pattern");
        QTest::addColumn<bool>("isPattern");
        QTest::addColumn<bool>("isWildcard");
        const auto row = [](const char *pattern, bool isPattern, bool isWildcard) {
            QTest::newRow(pattern) << QString::fromLatin1(pattern) << isPattern << isWildcard;
        };
        row("image/png", true, false);
        row("image/svg+xml", true, false);
        row("application/vnd.zarr-2", true, false);
        row("text/plain; charset=utf-8", true, false);
        row("image/*", true, true);
        row("*/*", true, true);
        row("*/png", false, false);
        row("image", false, false);
        row("image/", false, false);
        row("/png", false, false);
        row("image/p*", false, true);
        row("a b/c", false, false);
    }
    void patterns()
    {
        QFETCH(const QString, pattern);
        QTEST(isMediaTypePattern(pattern), "isPattern");
        QTEST(isMediaTypeWildcard(pattern), "isWildcard");
    }
};

HOLDFAST_GUILESS_TEST(TestMediaType)

} // namespace tst_mediatype

#include "tst_mediatype.moc"
