// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/mapping/imageshift.h"

#include "core/thing/thingerror.h"

#include <algorithm>
#include <cmath>
#include <fftw3.h>
#include <memory>
#include <mutex>
#include <numbers>

namespace Holdfast {

namespace {

//! How much of the frequencies counts: a Gaussian with this standard deviation, in periods per pixel. Above
//! there is little but noise.
constexpr double bandwidth = 0.12;

//! Frees what FFTW has allocated.
struct FftwFree
{
    void operator()(void *memory) const { fftwf_free(memory); }
};
using Floats = std::unique_ptr<float, FftwFree>;
using Complexes = std::unique_ptr<fftwf_complex, FftwFree>;

//! Ends a plan of FFTW.
struct PlanEnd
{
    void operator()(fftwf_plan plan) const;
};
using Plan = std::unique_ptr<std::remove_pointer_t<fftwf_plan>, PlanEnd>;

//! Only the execution of plans is thread-safe.
std::mutex &planning()
{
    static std::mutex mutex;
    return mutex;
}

void PlanEnd::operator()(fftwf_plan plan) const
{
    const std::lock_guard lock(planning());
    fftwf_destroy_plan(plan);
}

Floats floats(size_t count)
{
    return Floats(fftwf_alloc_real(count));
}

Complexes complexes(size_t count)
{
    return Complexes(fftwf_alloc_complex(count));
}

size_t pixelsOf(const QSize &size)
{
    return size_t(size.width()) * size_t(size.height());
}

//! Returns how many columns the spectrum of a picture of real numbers has.
size_t spectrumWidth(const QSize &size)
{
    return size_t(size.width()) / 2 + 1;
}

//! Returns a factor for each of \a count places that falls to 0 at both ends, so that the edges of a picture
//! do not count as a pattern.
std::vector<float> window(int count)
{
    std::vector<float> factors(static_cast<size_t>(count));
    for (size_t i = 0; i < factors.size(); ++i) {
        factors[i] = float(0.5 - 0.5 * std::cos(2 * std::numbers::pi * (double(i) + 0.5) / count));
    }
    return factors;
}

//! Returns where between three neighbours the peak of a Gaussian lies, from -0.5 to 0.5.
double peakBetween(double before, double top, double behind)
{
    if (before <= 0 || top <= 0 || behind <= 0)
        return 0;
    const double a = std::log(before);
    const double b = std::log(top);
    const double c = std::log(behind);
    const double bend = a - 2 * b + c;
    return bend < 0 ? std::clamp((a - c) / (2 * bend), -0.5, 0.5) : 0;
}

} // namespace

ShiftMeter::ShiftMeter(const GreyImage &first)
    : m_size(first.size)
    , m_reduction(first.reduction)
    , m_before(spectrumOf(first))
{
}

ShiftMeter::Spectrum ShiftMeter::spectrumOf(const GreyImage &image) const
{
    if (image.size != m_size || image.reduction != m_reduction || image.size.isEmpty()) {
        throw ThingError(QStringLiteral("ImageError"),
                         QStringLiteral("The size of the pictures has changed from %1 x %2 to %3 x "
                                        "%4 pixels.")
                             .arg(m_size.width() * m_reduction)
                             .arg(m_size.height() * m_reduction)
                             .arg(image.pictureSize.width())
                             .arg(image.pictureSize.height()));
    }
    const size_t count = pixelsOf(m_size);
    const size_t bins = spectrumWidth(m_size) * size_t(m_size.height());
    const Floats input = floats(count);
    const Complexes output = complexes(bins);
    Plan plan;
    {
        const std::lock_guard lock(planning());
        plan.reset(fftwf_plan_dft_r2c_2d(m_size.height(), m_size.width(), input.get(), output.get(),
                                         FFTW_ESTIMATE));
    }
    double sum = 0;
    for (const quint8 pixel : image.pixels)
        sum += pixel;
    const auto mean = float(sum / double(count));
    const std::vector<float> across = window(m_size.width());
    const std::vector<float> down = window(m_size.height());
    for (size_t row = 0, i = 0; row < down.size(); ++row) {
        for (size_t column = 0; column < across.size(); ++column, ++i)
            input.get()[i] = (float(image.pixels[i]) - mean) * down[row] * across[column];
    }
    fftwf_execute(plan.get());
    Spectrum spectrum(bins);
    for (size_t i = 0; i < bins; ++i)
        spectrum[i] = {output.get()[i][0], output.get()[i][1]};
    return spectrum;
}

ImageShift ShiftMeter::shiftTo(const GreyImage &next)
{
    Spectrum spectrum = spectrumOf(next);
    const size_t columns = spectrumWidth(m_size);
    const auto rowCount = size_t(m_size.height());
    const auto columnCount = size_t(m_size.width());
    const Complexes product = complexes(columns * rowCount);
    const Floats correlation = floats(columnCount * rowCount);
    Plan plan;
    {
        const std::lock_guard lock(planning());
        plan.reset(fftwf_plan_dft_c2r_2d(m_size.height(), m_size.width(), product.get(),
                                         correlation.get(), FFTW_ESTIMATE));
    }
    for (size_t row = 0, i = 0; row < rowCount; ++row) {
        const double rowPeriods = double(std::min(row, rowCount - row)) / double(rowCount);
        for (size_t column = 0; column < columns; ++column, ++i) {
            const double periods = std::hypot(rowPeriods, double(column) / double(columnCount));
            const auto weight = float(std::exp(-periods * periods / (2 * bandwidth * bandwidth)));
            const std::complex<float> both = spectrum[i] * std::conj(m_before[i]);
            const float length = std::abs(both);
            // The mean, at 0, says nothing about a shift.
            const std::complex<float> phase =
                length > 0 && i > 0 ? both * (weight / length) : std::complex<float>();
            product.get()[i][0] = phase.real();
            product.get()[i][1] = phase.imag();
        }
    }
    m_before = std::move(spectrum);
    fftwf_execute(plan.get());

    const float *values = correlation.get();
    const size_t count = columnCount * rowCount;
    const size_t top = size_t(std::max_element(values, values + count) - values);
    double squares = 0;
    for (size_t i = 0; i < count; ++i)
        squares += double(values[i]) * double(values[i]);
    const size_t row = top / columnCount;
    const size_t column = top % columnCount;
    const auto at = [&](size_t r, size_t c) {
        return double(values[(r % rowCount) * columnCount + c % columnCount]);
    };
    const double right =
        double(column)
        + peakBetween(at(row, column + columnCount - 1), at(row, column), at(row, column + 1));
    const double down =
        double(row)
        + peakBetween(at(row + rowCount - 1, column), at(row, column), at(row + 1, column));
    // A shift to the left or upwards is found at the other end.
    const auto withoutWrap = [this](double shift, size_t length) {
        return (shift > double(length) / 2 ? shift - double(length) : shift) * m_reduction;
    };
    ImageShift shift;
    shift.distance = {.right = withoutWrap(right, columnCount),
                      .down = withoutWrap(down, rowCount)};
    const double deviation = std::sqrt(squares / double(count));
    shift.certainty = deviation > 0 ? at(row, column) / deviation : 0;
    return shift;
}

} // namespace Holdfast
