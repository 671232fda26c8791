// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/holdfastctl/ctlprocess.h"

CtlProcess::CtlProcess(const QUrl &server)
{
    QProcessEnvironment environment = processEnvironment();
    environment.insert(QStringLiteral("HOLDFAST_URL"), server.toString());
    environment.insert(QStringLiteral("USER"), QStringLiteral("anna"));
    setProcessEnvironment(environment);
    setProgram(QStringLiteral(HOLDFASTCTL_PROGRAM));
}

void CtlProcess::launch(const QString &words, const QStringList &more)
{
    setArguments(words.split(u' ') + more);
    start();
}

bool CtlProcess::runToEnd(const QString &words, const QStringList &more)
{
    return HoldfastProcess::runToEnd(words.split(u' ') + more);
}
