// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfast-mmcore/cameras.h"

#include "app/holdfast-mmcore/framememory.h"
#include "app/holdfast-mmcore/messages.h"

#include <ImageMetadata.h>
#include <MMCore.h>
#include <limits>

namespace Holdfast {

namespace {

const char *pixelType(unsigned bytesPerPixel, unsigned components)
{
    if (components == 1) {
        switch (bytesPerPixel) {
        case 1:
            return MM::g_Keyword_PixelType_GRAY8;
        case 2:
            return MM::g_Keyword_PixelType_GRAY16;
        case 4:
            return MM::g_Keyword_PixelType_GRAY32;
        default:
            break;
        }
    }
    if (components == 4 && bytesPerPixel == 4)
        return MM::g_Keyword_PixelType_RGB32;
    if (components == 4 && bytesPerPixel == 8)
        return MM::g_Keyword_PixelType_RGB64;
    return MM::g_Keyword_PixelType_Unknown;
}

size_t bytesPerPixel(const std::string &type)
{
    if (type == MM::g_Keyword_PixelType_GRAY8)
        return 1;
    if (type == MM::g_Keyword_PixelType_GRAY16)
        return 2;
    if (type == MM::g_Keyword_PixelType_GRAY32 || type == MM::g_Keyword_PixelType_RGB32)
        return 4;
    if (type == MM::g_Keyword_PixelType_RGB64)
        return 8;
    throw CallError("failed", "The camera delivers pixels of an unknown type (" + type + ").");
}

} // namespace

Cameras::Cameras(CMMCore &core, FrameMemory &memory, Messages &messages)
    : m_core(core)
    , m_memory(memory)
    , m_messages(messages)
{
}

void Cameras::use(const std::string &camera)
{
    if (m_core.getCameraDevice() != camera)
        m_core.setCameraDevice(camera.c_str());
}

json Cameras::snap(const std::string &camera)
{
    const std::lock_guard lock(m_mutex);
    use(camera);
    m_core.snapImage();
    const void *pixels = m_core.getImage();
    json picture {
        {"width", m_core.getImageWidth()},
        {"height", m_core.getImageHeight()},
        {"pixel_type", pixelType(m_core.getBytesPerPixel(), m_core.getNumberOfComponents())},
        {"bits", m_core.getImageBitDepth()}};
    const auto place = m_memory.put(pixels, size_t(m_core.getImageBufferSize()));
    if (!place)
        throw CallError("busy", "The client has not released the pictures before.");
    picture.update(*place);
    return picture;
}

void Cameras::start(const std::string &camera)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_running == camera)
            return;
        if (!m_running.empty()) {
            throw CallError("busy", "The camera " + m_running
                                        + " is running, and MMCore runs one camera at a time.");
        }
        use(camera);
        m_bits = m_core.getImageBitDepth();
        m_core.startSequenceAcquisition(camera.c_str(), std::numeric_limits<long>::max(), 0, false);
        m_running = camera;
    }
    m_pump.add([this] { m_pump.follow([this] { return passOn(); }); });
}

void Cameras::stop(const std::string &camera)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_running != camera)
            return;
        m_running.clear();
    }
    m_core.stopSequenceAcquisition(camera.c_str());
}

bool Cameras::passOn()
{
    const std::lock_guard lock(m_mutex);
    if (m_running.empty())
        return true;
    json problem;
    try {
        tellLatest();
        if (m_core.isSequenceRunning(m_running.c_str()))
            return false;
    } catch (const CMMError &error) {
        problem = error.getFullMsg();
    } catch (const CallError &error) {
        problem = error.what();
    }
    m_messages.tell({{"event", "stream_ended"}, {"device", m_running}, {"problem", problem}});
    m_running.clear();
    return true;
}

void Cameras::tellLatest()
{
    const void *pixels = nullptr;
    Metadata metadata;
    // The client wants to see what is there now.
    for (long left = m_core.getRemainingImageCount(); left > 0; --left)
        pixels = m_core.popNextImageMD(metadata);
    if (!pixels)
        return;
    const std::string type = metadata.GetSingleTag(MM::g_Keyword_PixelType).GetValue();
    const auto width = std::stoul(metadata.GetSingleTag(MM::g_Keyword_Metadata_Width).GetValue());
    const auto height = std::stoul(metadata.GetSingleTag(MM::g_Keyword_Metadata_Height).GetValue());
    const auto place = m_memory.put(pixels, width * height * bytesPerPixel(type));
    if (!place)
        return;
    json frame = *place;
    frame["event"] = "frame";
    frame["device"] = m_running;
    frame["width"] = width;
    frame["height"] = height;
    frame["pixel_type"] = type;
    frame["bits"] = m_bits;
    m_messages.tell(frame);
}

} // namespace Holdfast
