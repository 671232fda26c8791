// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/thing/editor/valueeditor.h"

#include <QDoubleSpinBox>
#include <QSpinBox>

namespace Holdfast {

//! \brief A spin box for numbers of any size, with as many digits as they have.
class NumberBox : public QDoubleSpinBox
{
    Q_OBJECT
public:
    explicit NumberBox(QWidget *parent = nullptr);

    //! Shows no more than so many significant digits; the value keeps its own until another is entered.
    void setShownDigits(int digits);

    QString textFromValue(double value) const override;
    double valueFromText(const QString &text) const override;
    QValidator::State validate(QString &text, int &position) const override;
    void stepBy(int steps) override;

private:
    QString withoutSuffix(QString text) const;
    double toNumber(const QString &text, bool *ok) const;

    int m_shownDigits = 0; //!< 0: as many as there are
};

//! \brief For integers that a spin box can hold.
class IntegerEditor : public ValueEditor
{
    Q_OBJECT
public:
    static bool canShow(const DataSchema &schema);

    IntegerEditor(const DataSchema &schema, const EditorName &name, QWidget *parent);

    Json value() const override;
    void setValue(const Json &value) override;

private:
    QSpinBox *m_box;
};

//! \brief For numbers.
class NumberEditor : public ValueEditor
{
    Q_OBJECT
public:
    NumberEditor(const DataSchema &schema, const EditorName &name, QWidget *parent);

    Json value() const override;
    void setValue(const Json &value) override;

private:
    NumberBox *m_box;
};

} // namespace Holdfast
