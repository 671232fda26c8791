// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/docs/analysis.h"

namespace Holdfast {

Analysis::Analysis()
{
    describe("sharpness", tr("How sharp a picture is.")).inputMediaType("picture", "image/*");
}

double Analysis::sharpness(const Blob &picture)
{
    const auto hold = holdGlobalLock();
    return double(picture.size()); // the finer the details, the larger is a JPEG
}

} // namespace Holdfast
