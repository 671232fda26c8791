// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/value.h"
#include "tests/interop/mirrorserver/point.h"

#include <QStringList>

#include <optional>

namespace Mirror {

//! \brief A property of each kind.
class Properties : public Holdfast::Thing
{
    Q_OBJECT
    Q_PROPERTY(bool flag READ flag WRITE setFlag NOTIFY flagChanged)
    Q_PROPERTY(int count READ count WRITE setCount NOTIFY countChanged)
    Q_PROPERTY(double number READ number WRITE setNumber NOTIFY numberChanged)
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)
    Q_PROPERTY(std::optional<int> maybe READ maybe WRITE setMaybe NOTIFY maybeChanged)
    Q_PROPERTY(Holdfast::Json anything READ anything WRITE setAnything NOTIFY anythingChanged)
    Q_PROPERTY(Mirror::Properties::Mode mode READ mode WRITE setMode NOTIFY modeChanged)
    Q_PROPERTY(QStringList words READ words WRITE setWords NOTIFY wordsChanged)
    Q_PROPERTY(Mirror::Point point READ point WRITE setPoint NOTIFY pointChanged)
    Q_PROPERTY(int percent READ percent WRITE setPercent NOTIFY percentChanged)
    Q_PROPERTY(double ratio READ ratio WRITE setRatio NOTIFY ratioChanged)
    Q_PROPERTY(double above READ above WRITE setAbove NOTIFY aboveChanged)
    Q_PROPERTY(int below READ below WRITE setBelow NOTIFY belowChanged)
    Q_PROPERTY(int step READ step WRITE setStep NOTIFY stepChanged)
    Q_PROPERTY(QString shortText READ shortText WRITE setShortText NOTIFY shortTextChanged)
    Q_PROPERTY(QString serial READ serial NOTIFY serialChanged)
    Q_PROPERTY(double scaled READ scaled WRITE setScaled)
    Q_PROPERTY(QString unsettled READ unsettled WRITE setUnsettled)
    Q_PROPERTY(double measured READ measured)
    Q_PROPERTY(QList<QList<double>> matrix READ matrix WRITE setMatrix)
public:
    enum class Mode { Slow, Fast };
    Q_ENUM(Mode)

    Properties();

    bool flag() const { return m_flag; }
    void setFlag(bool flag) { m_flag = flag; }
    int count() const { return m_count; }
    void setCount(int count) { m_count = count; }
    double number() const { return m_number; }
    void setNumber(double number) { m_number = number; }
    QString text() const { return m_text; }
    void setText(const QString &text) { m_text = text; }
    std::optional<int> maybe() const { return m_maybe; }
    void setMaybe(const std::optional<int> &maybe) { m_maybe = maybe; }
    Holdfast::Json anything() const { return m_anything; }
    void setAnything(const Holdfast::Json &anything) { m_anything = anything; }
    Mode mode() const { return m_mode; }
    void setMode(Mode mode) { m_mode = mode; }
    QStringList words() const { return m_words; }
    void setWords(const QStringList &words) { m_words = words; }
    Point point() const { return m_point; }
    void setPoint(const Point &point) { m_point = point; }
    int percent() const { return m_percent; }
    void setPercent(int percent) { m_percent = percent; }
    double ratio() const { return m_ratio; }
    void setRatio(double ratio) { m_ratio = ratio; }
    double above() const { return m_above; }
    void setAbove(double above) { m_above = above; }
    int below() const { return m_below; }
    void setBelow(int below) { m_below = below; }
    int step() const { return m_step; }
    void setStep(int step) { m_step = step; }
    QString shortText() const { return m_shortText; }
    void setShortText(const QString &shortText) { m_shortText = shortText; }
    QString serial() const { return m_serial; }
    double scaled() const { return m_scaled; }
    void setScaled(double scaled) { m_scaled = scaled; }
    QString unsettled() const { return m_unsettled; }
    void setUnsettled(const QString &text) { m_unsettled = text; }
    double measured() const { return 21.5; }
    QList<QList<double>> matrix() const { return m_matrix; }
    void setMatrix(const QList<QList<double>> &matrix) { m_matrix = matrix; }

    Q_INVOKABLE void toggle();
    Q_INVOKABLE void toggleElsewhere();
    Q_INVOKABLE QList<QList<double>> transposed(const QList<QList<double>> &matrix);

Q_SIGNALS:
    void flagChanged(bool flag);
    void countChanged(int count);
    void numberChanged(double number);
    void textChanged(const QString &text);
    void maybeChanged(const std::optional<int> &maybe);
    void anythingChanged(const Holdfast::Json &anything);
    void modeChanged(Mirror::Properties::Mode mode);
    void wordsChanged(const QStringList &words);
    void pointChanged(const Mirror::Point &point);
    void percentChanged(int percent);
    void ratioChanged(double ratio);
    void aboveChanged(double above);
    void belowChanged(int below);
    void stepChanged(int step);
    void shortTextChanged(const QString &shortText);
    void serialChanged(const QString &serial);

private:
    Holdfast::Value<bool> m_flag {this, &Properties::flagChanged, false};
    Holdfast::Value<int> m_count {this, &Properties::countChanged, 7};
    Holdfast::Value<double> m_number {this, &Properties::numberChanged, 0.5};
    Holdfast::Value<QString> m_text {this, &Properties::textChanged, QStringLiteral("hello")};
    Holdfast::Value<std::optional<int>> m_maybe {this, &Properties::maybeChanged};
    Holdfast::Value<Holdfast::Json> m_anything {this, &Properties::anythingChanged};
    Holdfast::Value<Mode> m_mode {this, &Properties::modeChanged, Mode::Slow};
    Holdfast::Value<QStringList> m_words {
        this, &Properties::wordsChanged, {QStringLiteral("a"), QStringLiteral("b")}};
    Holdfast::Value<Point> m_point {this, &Properties::pointChanged};
    Holdfast::Value<int> m_percent {this, &Properties::percentChanged, 50};
    Holdfast::Value<double> m_ratio {this, &Properties::ratioChanged, 0.25};
    Holdfast::Value<double> m_above {this, &Properties::aboveChanged, 1.0};
    Holdfast::Value<int> m_below {this, &Properties::belowChanged, 1};
    Holdfast::Value<int> m_step {this, &Properties::stepChanged, 5};
    Holdfast::Value<QString> m_shortText {this, &Properties::shortTextChanged,
                                          QStringLiteral("ab")};
    Holdfast::Value<QString> m_serial {this, &Properties::serialChanged, QStringLiteral("SN0")};
    // The tests never use these from two threads at once.
    double m_scaled = 2.5;
    QString m_unsettled = QStringLiteral("never reset");
    QList<QList<double>> m_matrix {{1.0, 2.0}, {3.0, 4.0}};
};

} // namespace Mirror
