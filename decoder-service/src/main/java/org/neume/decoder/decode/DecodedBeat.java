package org.neume.decoder.decode;

/**
 * One beat.
 *
 * @param frame frame of the beat
 * @param number number in its bar from 1, which is the downbeat; 0 where bars are not decoded
 * @param beatsPerBar beats in its bar; 0 where bars are not decoded
 * @param tempo tempo around the beat in beats per minute
 * @param confidence 0..1, see {@link BeatConfidence}
 */
public record DecodedBeat(
    long frame, int number, int beatsPerBar, double tempo, double confidence) {}
