package org.neume.decoder.decode;

/** Says which decoder the activations of a network get. Safe for use by many threads. */
@FunctionalInterface
public interface DecoderChoice {
  /**
   * The decoder for a network.
   *
   * @param named the decoder that the network's model folder names; empty if nothing is known
   * @throws IllegalArgumentException if there is no such decoder, naming those that there are
   */
  ActivationDecoding decoding(String named);

  /** The same decoder for every network. */
  static DecoderChoice always(ActivationDecoding decoding) {
    return named -> decoding;
  }
}
