// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/config/pluginabi.h"
#include "core/config/thingregistry.h"

#include <QObject>

namespace Holdfast {

//! \brief Makes the classes of a plug-in known to Holdfast. A plug-in has one class like this:
//!
//!     class LampPlugin : public Holdfast::ThingPlugin
//!     {
//!         Q_OBJECT
//!         Q_PLUGIN_METADATA(IID HOLDFAST_THING_PLUGIN FILE "lamp.json")
//!     public:
//!         void addClasses(Holdfast::ThingRegistry &registry) override
//!         {
//!             registry.add<Lamp, LampOptions>(QStringLiteral("Lamp"));
//!         }
//!     };
//!
//! HOLDFAST_THING_PLUGIN contains the version of these headers. The file names the classes, so that
//! Holdfast need not load the plug-in to know them:
//!
//!     {"classes": ["Lamp"], "version": "1.0.0", "description": "Lamps of Example Optics."}
//!
//! It is created and used once, in the main thread, before there is any Thing. An exception leaves the
//! plug-in out.
class ThingPlugin : public QObject
{
    Q_OBJECT
public:
    ThingPlugin();
    ~ThingPlugin() override;

    //! Adds the classes that the file names, and no others.
    virtual void addClasses(ThingRegistry &registry) = 0;
};

} // namespace Holdfast
