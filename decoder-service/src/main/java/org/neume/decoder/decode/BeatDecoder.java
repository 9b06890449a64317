package org.neume.decoder.decode;

import java.util.List;

/**
 * Turns the beat activations of one recording into beats while the frames arrive.
 *
 * <p>The decisions are a function of the activations and the configuration alone: how the frames
 * were cut into pushes changes nothing, neither the beats nor the block boundaries nor a bit of the
 * resume points. An instance serves one recording and is confined to one thread at a time.
 */
public interface BeatDecoder {
  /**
   * Applies the next frames.
   *
   * @param activations {@code frames} rows of {@code columns} values, row-major, each a probability
   *     in 0..1, in the order of {@link ActivationDecoding#outputs}; read during the call only
   * @param frames rows to apply, 0 or more
   * @param columns values of a row, the same in every call
   * @return what these frames decide, in order of time; often empty
   * @throws IllegalArgumentException if a value is not a number in 0..1, the array is shorter than
   *     the rows announced, or the columns do not suit the configuration; the decoder is unchanged
   * @throws IllegalStateException after {@link #finish}
   */
  List<BeatDecision> push(float[] activations, int frames, int columns);

  /**
   * Ends the recording behind the last frame pushed.
   *
   * @return the closing decision, which covers every frame that was still open, perhaps none, and
   *     carries the tempo of the recording
   * @throws IllegalStateException if called twice, or on a decoder that was resumed and has not been
   *     given all frames that its predecessor had seen
   */
  BeatDecision finish();

  /**
   * The first frame whose activations a decoder needs that resumes from the last decision returned,
   * or from the beginning if there is none: the end of that decision. Never decreases.
   */
  long neededFromFrame();
}
