// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/app/holdfastprocess.h"

#include <QUrl>

//! \brief holdfastctl itself, as a user starts it.
class CtlProcess : public HoldfastProcess
{
    Q_OBJECT
public:
    //! Finds the server in its environment.
    explicit CtlProcess(const QUrl &server);

    //! Starts it, and does not wait. The words are separated by spaces.
    void launch(const QString &words, const QStringList &more = {});
    //! Starts it, and waits for its end.
    bool runToEnd(const QString &words, const QStringList &more = {});

    bool says(const QString &text) const { return output().contains(text); }
    bool notes(const QString &text) const { return errorOutput().contains(text); }
};
