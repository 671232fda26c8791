// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/invocationrecord.h"

#include <QDialog>

class QPlainTextEdit;

namespace Holdfast {

//! \brief All about one invocation, in a window of its own that blocks nothing.
class InvocationDetails : public QDialog
{
    Q_OBJECT
public:
    explicit InvocationDetails(const InvocationRecord &invocation, QWidget *parent = nullptr);

    //! Shows the newer state, if it is about the same invocation.
    void setInvocation(const Holdfast::InvocationRecord &invocation);

private:
    QUuid m_id;
    QPlainTextEdit *m_text;
};

} // namespace Holdfast
