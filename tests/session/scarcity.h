// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <vector>

//! \brief While one lives, the system gives the process no new thread.
class NoNewThread
{
public:
    NoNewThread();
    ~NoNewThread();
    Q_DISABLE_COPY_MOVE(NoNewThread)
};

//! \brief While one lives, the process has used up all its descriptors.
class NoDescriptor
{
public:
    NoDescriptor();
    ~NoDescriptor();
    Q_DISABLE_COPY_MOVE(NoDescriptor)

private:
    std::vector<int> m_taken;
    unsigned long m_limitBefore = 0;
};
