package org.neume.annotation;

/**
 * A score as its stage wrote it down; the arrays belong to the record and are not changed.
 *
 * @param measures measures of the score
 * @param musicXml the MusicXML document
 * @param midi the MIDI file
 */
@SuppressWarnings("ArrayRecordComponent") // carried to a file, never compared
public record WrittenScore(int measures, byte[] musicXml, byte[] midi) {}
