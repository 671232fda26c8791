// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/invocation/blobshelf.h"

#include <algorithm>

namespace Holdfast {

void BlobShelf::note(const QList<Blob> &blobs)
{
    if (blobs.isEmpty())
        return;
    const std::lock_guard lock(m_mutex);
    for (const Blob &blob : blobs) {
        if (!blob.isNull())
            m_blobs.insert(blob.id(), WeakBlob(blob));
    }
    if (m_blobs.size() < m_tidyAt)
        return;
    m_blobs.removeIf([](const auto &entry) { return entry.value().isGone(); });
    // Waits until twice as many are there as are left, so that tidying costs little, however many
    // there are.
    m_tidyAt = std::max<qsizetype>(64, 2 * m_blobs.size());
}

Blob BlobShelf::find(const QUuid &id) const
{
    const std::lock_guard lock(m_mutex);
    return m_blobs.value(id).blob();
}

} // namespace Holdfast
