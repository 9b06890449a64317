package org.neume.gateway.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a recording whose samples come bare.
 *
 * @param title what to call it
 * @param sampleRate samples per second, 8,000 to 192,000
 * @param channels interleaved channels, 1 to 8
 * @param format {@code PCM16} or {@code F32}, little-endian; PCM16 if absent
 * @param analyses what to find
 * @param live whether it happens now
 * @param tempo its tempo in beats per minute as a range, {@code 90-130}; absent for any
 * @param beatsPerBar how many beats its bars have; absent for any
 */
public record OpenRequest(
    @Nullable String title,
    @Nullable Integer sampleRate,
    @Nullable Integer channels,
    @Nullable String format,
    @Nullable List<String> analyses,
    @Nullable Boolean live,
    @Nullable String tempo,
    @Nullable Integer beatsPerBar) {}
