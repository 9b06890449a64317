package org.neume.training.render;

/**
 * A channel message other than a note: program change, controller or pitch bend.
 *
 * @param time seconds from the start of the piece
 * @param command status byte of MIDI without the channel, for instance 0xC0
 * @param channel 0..15
 * @param first first data byte
 * @param second second data byte, 0 where the message has one
 */
public record Control(double time, int command, int channel, int first, int second) {
  /** Status byte of a controller change. */
  public static final int CONTROLLER = 0xB0;

  /** Status byte of a program change. */
  public static final int PROGRAM = 0xC0;

  /** A program change at a time. */
  public static Control program(double time, int channel, int program) {
    return new Control(time, PROGRAM, channel, program, 0);
  }

  /** A controller change at a time. */
  public static Control controller(double time, int channel, int number, int value) {
    return new Control(time, CONTROLLER, channel, number, value);
  }
}
