// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/panel/panelelements.h"

namespace Holdfast {

Json toJson(const ActionButton &button)
{
    return Json {
        {"element_type", "action_button"},
        {"thing", button.thing},
        {"action", button.action},
        {"poll_interval", 1},
        {"submit_label", button.label},
        {"can_terminate", button.canTerminate},
        {"requires_confirmation", !button.confirmation.isEmpty()},
        {"confirmation_message", button.confirmation},
        {"button_primary", button.isPrimary},
        {"disabled", false},
        {"modal_progress", button.showsProgress},
        {"stream_with_modal", button.showsStream},
        {"notify_on_success", !button.successMessage.isEmpty()},
        {"response_is_success_message", false},
        {"success_message", button.successMessage},
        {"update_interface_on_response", button.updatesInterface},
        {"broken", false},
    };
}

Json toJson(const PropertyControl &control)
{
    return Json {
        {"element_type", "property_control"},
        {"thing", control.thing},
        {"property_name", control.property},
        {"label", control.label},
        {"read_back", control.readsBack},
        {"read_back_delay", control.readBackDelay.count()},
        {"options", control.options},
        {"step", control.step ? Json(*control.step) : Json(nullptr)},
        {"broken", false},
    };
}

} // namespace Holdfast
