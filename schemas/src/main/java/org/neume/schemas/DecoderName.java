package org.neume.schemas;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The decoders that a model folder, and with it every block of activations, may name. */
public enum DecoderName {
  /** Beats by the dynamic Bayesian network, from an output {@code beat} and perhaps {@code downbeat}. */
  DBN,
  /** Beats by peak picking, from the same outputs. */
  PEAKS,
  /** A tempo without beats by autocorrelation, from the outputs {@code pulse-0} to {@code pulse-3}. */
  TEMPO,
  /** Notes, from the columns of {@link NoteOutputs}. */
  NOTES,
  /** Notes as runs of frames in which a pitch sounds, from the outputs {@code frame-21} to {@code frame-108}. */
  FRAMES,
  /** The pitch of a single note, from the columns of {@link SingleNoteOutputs}. */
  PITCH,
  /** None: the activations are for others to read. */
  NONE;

  /** The name of the output that says where beats are. */
  public static final String BEAT = "beat";

  /** The name of the output that says where downbeats are; networks may do without. */
  public static final String DOWNBEAT = "downbeat";

  private static final List<String> PULSES = List.of("pulse-0", "pulse-1", "pulse-2", "pulse-3");

  /** The name as it is written. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The decoder of a written name; empty if there is none. */
  public static Optional<DecoderName> named(String text) {
    return Arrays.stream(values()).filter(decoder -> decoder.text().equals(text)).findFirst();
  }

  /** All names, for messages. */
  public static String known() {
    return Arrays.stream(values()).map(DecoderName::text).collect(Collectors.joining(", "));
  }

  /** Whether this decoder gives notes. */
  public boolean givesNotes() {
    return this == NOTES || this == FRAMES;
  }

  /** Whether the decoder of a written name gives notes. */
  public static boolean givesNotes(String text) {
    return named(text).filter(DecoderName::givesNotes).isPresent();
  }

  /** Whether this decoder can read a network with these outputs. */
  public boolean reads(List<String> outputs) {
    return switch (this) {
      case DBN, PEAKS -> outputs.contains(BEAT);
      case TEMPO -> outputs.containsAll(PULSES);
      case NOTES -> NoteOutputs.complete(outputs);
      case FRAMES -> outputs.containsAll(NoteOutputs.names(NoteOutputs.FRAME));
      case PITCH -> SingleNoteOutputs.complete(outputs);
      case NONE -> true;
    };
  }

  /** The outputs that this decoder needs, in words for messages. */
  public String needs() {
    return switch (this) {
      case DBN, PEAKS -> "the output " + BEAT;
      case TEMPO -> "the outputs pulse-0 to pulse-3";
      case NOTES -> "the outputs onset-21 to onset-108 and frame-21 to frame-108";
      case FRAMES -> "the outputs frame-21 to frame-108";
      case PITCH -> "the outputs level, key, deviation and pitch-0 to pitch-127";
      case NONE -> "no output";
    };
  }
}
