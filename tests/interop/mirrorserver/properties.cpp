// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/interop/mirrorserver/properties.h"

#include <thread>

namespace Mirror {

Properties::Properties()
{
    describeThing(QStringLiteral("A property of each kind."), QStringLiteral("Of each kind"));
    describe("percent", {}).range({0, 100});
    describe("ratio", {}).range({0.0, 1.0});
    describe("above", {}).greaterThan(0);
    describe("below", {}).lessThan(10);
    describe("step", {}).multipleOf(5);
    describe("shortText", {}).wireName(QStringLiteral("short")).length(2, 4);
    describe("scaled", QStringLiteral("Has a getter, a setter and a resetter.")).resetsTo(2.5);
    describe("unsettled", QStringLiteral("Has a getter and a setter."));
    describe("measured", QStringLiteral("Has a getter only."));
    describe("matrix", QStringLiteral("An array of two dimensions."));
}

void Properties::toggle()
{
    m_flag.update([](bool &flag) { flag = !flag; });
}

void Properties::toggleElsewhere()
{
    std::thread([this] { toggle(); }).join();
}

QList<QList<double>> Properties::transposed(const QList<QList<double>> &matrix)
{
    QList<QList<double>> result;
    for (const QList<double> &row : matrix) {
        result.resize(row.size());
        for (qsizetype i = 0; i < row.size(); ++i)
            result[i].append(row[i]);
    }
    return result;
}

} // namespace Mirror
