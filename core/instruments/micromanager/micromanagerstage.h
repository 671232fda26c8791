// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/micromanager/bridgeproperties.h"
#include "core/thing/thing.h"

#include <memory>
#include <mutex>

namespace Holdfast {

//! \brief A stage of Micro-Manager: with the axes x and y, or with z. A part of a MicroManager.
//!
//! Lengths are micrometres; where the configuration has `micrometres_per_step`, they are whole steps of that size, as other
//! stages of Holdfast count them. A move that is cancelled or stopped leaves the stage where it is then: a cancelled
//! one throws InvocationCancelled, a stopped one a ThingError ("StageStoppedError").
class MicroManagerStage : public Thing
{
    Q_OBJECT
public:
    //! Is made by a MicroManager, when \a bridge has loaded \a device. \a micrometresPerStep is 0 for micrometres.
    MicroManagerStage(const std::shared_ptr<MicroManagerBridge> &bridge, const DeviceReport &device,
                      double micrometresPerStep);

    Json state() const override;

private:
    void addPosition();
    void addMoving();
    void addMoves();
    void addStop();
    Json axesSchema(bool allRequired, const QString &text) const;
    Payload move(const char *kind, const Json &input);
    Json read() const;
    Json shown(const Json &micrometres) const;
    QString inWords(const Json &micrometres) const;
    Json inMicrometres(const Json &input) const;
    double progressAt(const Json &begin, const Json &target, const Json &here) const;
    void notePosition(const Json &micrometres);
    void setMoving(bool isMoving);
    void handle(const Json &event);

    const std::shared_ptr<MicroManagerBridge> m_bridge;
    const QString m_label;
    const QString m_library;
    const QStringList m_axes;
    const double m_micrometresPerStep;
    BridgeProperties m_properties;
    mutable std::mutex m_mutex; //!< guards the two that follow
    Json m_position;            //!< the latest known one, as it is shown; null: none
    bool m_isMoving = false;
    std::unique_ptr<MicroManagerBridge::Subscription> m_subscription;
};

} // namespace Holdfast
