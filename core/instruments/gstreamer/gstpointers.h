// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <gst/gst.h>
#include <memory>

namespace Holdfast {

//! Gives up a reference to an object of GStreamer.
struct GstUnref
{
    void operator()(void *object) const { gst_object_unref(object); }
    void operator()(GstCaps *caps) const { gst_caps_unref(caps); }
    void operator()(GstSample *sample) const { gst_sample_unref(sample); }
};
//! \brief A reference to an object of GStreamer.
template<typename T>
using GstPointer = std::unique_ptr<T, GstUnref>;

} // namespace Holdfast
