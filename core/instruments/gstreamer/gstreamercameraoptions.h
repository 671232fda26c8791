// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>

namespace Holdfast {

//! \brief What the configuration can say about a GStreamerCamera.
struct GStreamerCameraOptions
{
    Q_GADGET
    Q_PROPERTY(Preset preset MEMBER preset)
    Q_PROPERTY(QString pipeline MEMBER pipeline)
    Q_PROPERTY(QString device MEMBER device)
    Q_PROPERTY(QString cameraName MEMBER cameraName)
    Q_PROPERTY(QString url MEMBER url)
    Q_PROPERTY(QString tokenFile MEMBER tokenFile)
    Q_PROPERTY(QString fingerprint MEMBER fingerprint)
    Q_PROPERTY(Format format MEMBER format)
    Q_PROPERTY(int width MEMBER width)
    Q_PROPERTY(int height MEMBER height)
    Q_PROPERTY(int frameRate MEMBER frameRate)
    Q_PROPERTY(QString exposureProperty MEMBER exposureProperty)
    Q_PROPERTY(QString gainProperty MEMBER gainProperty)
public:
    //! Where the pictures come from.
    enum class Preset {
        Pipeline, //!< what the option `pipeline` says
        Usb,      //!< a USB camera (UVC), by v4l2src
        Csi,      //!< a camera on the board, as those of a Raspberry Pi, by libcamerasrc
        Http,     //!< MJPEG over HTTP: a network camera, another Holdfast, an OpenFlexure
    };
    Q_ENUM(Preset)

    //! What a USB camera is asked for.
    enum class Format {
        Jpeg, //!< pictures that the camera itself has compressed: faster, and less work here
        Raw,  //!< pixels
    };
    Q_ENUM(Format)

    static constexpr int largest = 16'384;
    static constexpr int fastest = 1000;

    Preset preset = Preset::Pipeline; //!< where the pictures come from
    //! Of the preset `pipeline`: elements as gst-launch-1.0 takes them, which end in an appsink.
    QString pipeline;
    QString device = QStringLiteral("/dev/video0"); //!< of the preset `usb`
    QString cameraName;                             //!< of the preset `csi`; empty: the first one
    QString url; //!< of the preset `http`, beginning with http:// or https://
    //! Of the preset `http`: a file with the token for that server; empty: it wants none.
    QString tokenFile;
    //! Of the preset `http`: the SHA-256 fingerprint of that server's certificate, in hexadecimal digits; empty: an authority
    //! has to vouch for it.
    QString fingerprint;
    Format format = Format::Jpeg; //!< of the preset `usb`
    int width = 0;                //!< in pixels; 0: as the source has it
    int height = 0;               //!< in pixels; 0: as the source has it
    int frameRate = 0;            //!< per second; 0: as the source has it
    //! Of the preset `pipeline`: the property that sets the exposure in microseconds, "element.property".
    QString exposureProperty;
    QString gainProperty; //!< likewise, for the gain

    //! Throws a ThingError that says which option is wrong and what would be right.
    void check() const;
};

} // namespace Holdfast
