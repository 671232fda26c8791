// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/number/numberbox.h"
#include "ui/thing/editor/valueeditor.h"

namespace Holdfast {

//! \brief For integers that a spin box can hold. Empty until one is entered or shown.
class IntegerEditor : public ValueEditor
{
    Q_OBJECT
public:
    static bool canShow(const DataSchema &schema);

    IntegerEditor(const DataSchema &schema, const EditorName &name, QWidget *parent);

    Json value() const override;
    void setValue(const Json &value) override;
    bool isBlank() const override { return m_box->isBlank(); }
    QString problem() const override { return m_box->problem(); }

private:
    WholeNumberBox *m_box;
};

//! \brief For numbers, and for whole ones that are too large for the IntegerEditor. Empty until one is
//! entered or shown.
class NumberEditor : public ValueEditor
{
    Q_OBJECT
public:
    NumberEditor(const DataSchema &schema, const EditorName &name, QWidget *parent);

    Json value() const override;
    void setValue(const Json &value) override;
    bool isBlank() const override { return m_box->isBlank(); }
    QString problem() const override { return m_box->problem(); }

private:
    NumberBox *m_box;
    bool m_isWhole;
};

} // namespace Holdfast
