package org.neume.feature.signal;

/**
 * Mono samples at a representation's own rate to its frames, as a stream.
 *
 * <p>Belongs to one thread. A frame has the same bytes however the samples are cut into pushes and
 * wherever the extractor starts.
 */
public interface FrameExtractor {

  /** Values per frame. */
  int bins();

  /** The frame that comes next. */
  long nextFrame();

  /** Absolute position of the sample that the next push must begin with. */
  long position();

  /**
   * Takes the next samples, {@code length} from index {@code offset} on, and hands every frame that
   * they complete to {@code sink}.
   *
   * @throws UnusableAudioException if a sample is not finite or absurdly large; nothing of this push
   *     has been used then
   */
  void push(float[] samples, int offset, int length, FrameSink sink);

  /** Ends the recording at the samples pushed so far and hands out the frames that remain. */
  void finish(FrameSink sink);
}
