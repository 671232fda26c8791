// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/thingerror.h"

#include <glib-object.h>
#include <memory>

namespace Holdfast {

//! Gives up a reference to an object of GLib.
struct GObjectUnref
{
    void operator()(void *object) const { g_object_unref(object); }
};
//! \brief A reference to an object of GLib.
template<typename T>
using GObjectPointer = std::unique_ptr<T, GObjectUnref>;

//! \brief What a function of a library on GLib reports as its error. It is passed as the last argument:
//!
//!     GlibError error;
//!     arv_camera_start_acquisition(camera, error.out());
//!     error.throwIfSet();
class GlibError
{
public:
    GlibError() = default;
    ~GlibError() { g_clear_error(&m_error); }
    Q_DISABLE_COPY_MOVE(GlibError)

    //! Returns where the function puts its error. An earlier one is forgotten.
    GError **out()
    {
        g_clear_error(&m_error);
        return &m_error;
    }
    //! Returns whether there was an error.
    explicit operator bool() const { return m_error; }
    //! Returns what the library says; empty without an error.
    QString text() const { return m_error ? QString::fromUtf8(m_error->message) : QString(); }
    //! Throws a ThingError ("CameraError") when there was an error.
    void throwIfSet() const
    {
        if (m_error)
            throw ThingError(QStringLiteral("CameraError"), text());
    }

private:
    GError *m_error = nullptr;
};

} // namespace Holdfast
