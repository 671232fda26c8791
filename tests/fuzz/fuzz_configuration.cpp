// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/configurationreader.h"
#include "core/config/thingregistry.h"
#include "tests/config/lamps.h"
#include "tests/fuzz/fuzztarget.h"

#include <QByteArray>

namespace Holdfast::fuzz_configuration {

namespace {

using Fuzz::require;

ThingRegistry madeRegistry()
{
    ThingRegistry registry;
    registry.add<Lamp, LampOptions>(QStringLiteral("Lamp"))
        .range(QStringLiteral("max_power"), {0, 100});
    registry.add<Candle>(QStringLiteral("Candle"));
    registry.addAlias(QStringLiteral("lamps.bright:Lamp"), QStringLiteral("Lamp"),
                      {.kwargs = {{"max_power", 100}}, .ignored = {QStringLiteral("dimmer")}});
    registry.addDispensable(QStringLiteral("lamps:Shade"), QStringLiteral("Lamps are bare here."));
    registry.addAbsent(QStringLiteral("lamps:Laser"), QStringLiteral("There are no lasers here."));
    registry.addPackaged(QStringLiteral("Chandelier"), QStringLiteral("holdfast-chandelier"));
    return registry;
}

// No file is there that the input could name by a relative path.
const QString s_file = QStringLiteral("/nowhere/configuration.json");

void checkError(const ConfigurationError &error, const QByteArray &json)
{
    require(!error.message.isEmpty() && !error.toString().contains(u'\n'),
            "An error says in one line what is wrong.");
    require(error.line <= json.count('\n') + 1 && error.column <= json.size() + 1,
            "An error is within the file, or at its end.");
}

bool parses(const ConfigurationReader &reader, const QByteArray &json)
{
    try {
        reader.parse(json, s_file);
        return true;
    } catch (const ConfigurationError &error) {
        checkError(error, json);
        return false;
    }
}

void readConfiguration(QByteArrayView input)
{
    static const ThingRegistry registry = madeRegistry();
    const QByteArray json = input.toByteArray();
    for (const UnknownClasses unknown : {UnknownClasses::Refused, UnknownClasses::LeftOut}) {
        const ConfigurationReader reader(registry, {QStringLiteral("lock")}, PluginUse::None,
                                         unknown);
        const CheckedConfiguration checked = reader.check(json, s_file);
        require(checked.configuration.has_value() == checked.errors.empty(),
                "A configuration is complete, or its errors are named.");
        require(parses(reader, json) == checked.errors.empty(),
                "A check says whether a configuration would start.");
        for (const ConfigurationError &error : checked.errors)
            checkError(error, json);
    }
}

const Fuzz::Target s_target("configuration", &readConfiguration);

} // namespace

} // namespace Holdfast::fuzz_configuration
