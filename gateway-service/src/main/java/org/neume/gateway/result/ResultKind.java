package org.neume.gateway.result;

import java.util.Arrays;
import java.util.Optional;
import org.neume.annotation.stream.Finding;

/** The documents that a recording's results can be had as, by their file names. */
public enum ResultKind {
  /** Beats, bars and tempo. */
  BEATS_JSON("beats.json", "application/json", Finding.BEATS),
  /** Time and number in the bar. */
  BEATS_BEATS("beats.beats", "text/plain;charset=UTF-8", Finding.BEATS),
  /** A label track for Audacity. */
  BEATS_LABELS("beats.labels", "text/plain;charset=UTF-8", Finding.BEATS),
  /** Time instants for Sonic Visualiser's import. */
  BEATS_CSV("beats.csv", "text/csv;charset=UTF-8", Finding.BEATS),
  /** JAMS of all that was found. */
  BEATS_JAMS("beats.jams", "application/json", Finding.BEATS),
  /** A layer for Sonic Visualiser. */
  BEATS_SVL("beats.svl", "application/xml", Finding.BEATS),
  /** The tempo without beats. */
  TEMPO_JSON("tempo.json", "application/json", Finding.TEMPO),
  /** Notes. */
  NOTES_JSON("notes.json", "application/json", Finding.NOTES),
  /** Notes as mir_eval reads them. */
  NOTES_CSV("notes.csv", "text/csv;charset=UTF-8", Finding.NOTES),
  /** JAMS of all that was found. */
  NOTES_JAMS("notes.jams", "application/json", Finding.NOTES),
  /** A note layer for Sonic Visualiser. */
  NOTES_SVL("notes.svl", "application/xml", Finding.NOTES),
  /** The only note of a recording of one. */
  PITCHES_CSV("pitches.csv", "text/csv;charset=UTF-8", Finding.PITCH),
  /** The only note of a recording of one. */
  PITCHES_JSON("pitches.json", "application/json", Finding.PITCH),
  /** What a score covers, and where its measures begin. */
  SCORE_JSON("score.json", "application/json", Finding.SCORE),
  /** MusicXML 4.0. */
  SCORE_MUSICXML("score.musicxml", "application/vnd.recordare.musicxml+xml", Finding.SCORE),
  /** A MIDI file of type 1. */
  SCORE_MIDI("score.mid", "audio/midi", Finding.SCORE),
  /** The form of the audio-analysis document. */
  ANALYSIS_JSON("analysis.json", "application/json", Finding.BEATS);

  private final String fileName;
  private final String mediaType;
  private final Finding finding;

  ResultKind(String fileName, String mediaType, Finding finding) {
    this.fileName = fileName;
    this.mediaType = mediaType;
    this.finding = finding;
  }

  /** The document of this file name. */
  public static Optional<ResultKind> find(String fileName) {
    return Arrays.stream(values()).filter(k -> k.fileName.equals(fileName)).findAny();
  }

  /** The last part of its address. */
  public String fileName() {
    return fileName;
  }

  /** Its media type. */
  public String mediaType() {
    return mediaType;
  }

  /** What it cannot be without. */
  public Finding finding() {
    return finding;
  }
}
