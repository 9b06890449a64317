package org.neume.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Windows against a plain reading of the definition: value of frame n, bin b is 10 n + b + 1. */
class WindowCutterTest {
  private static final int BINS = 3;
  private static final WindowGrid GRID = new WindowGrid(7, 5, List.of(2, 5, 10));

  private static float[] frames(long from, long to) {
    float[] values = new float[(int) (to - from) * BINS];
    for (int i = 0; i < values.length; i++) {
      values[i] = 10 * (from + i / BINS) + i % BINS + 1;
    }
    return values;
  }

  private static List<Window> cut(
      WindowGrid grid, long from, long firstWindow, long length, Random chunks) {
    WindowCutter cutter = new WindowCutter(BINS, from, List.of(grid), List.of(firstWindow));
    List<Window> windows = new ArrayList<>();
    while (cutter.end() < length) {
      long to = Math.min(length, cutter.end() + chunks.nextInt(9));
      cutter.append(frames(cutter.end(), to));
      windows.addAll(cutter.complete(0));
    }
    windows.addAll(cutter.finish(0));
    return windows;
  }

  private static void assertSame(List<Window> found, List<Window> expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i).number()).isEqualTo(expected.get(i).number());
      assertThat(found.get(i).outputFrames()).isEqualTo(expected.get(i).outputFrames());
      assertThat(found.get(i).input().values()).isEqualTo(expected.get(i).input().values());
    }
  }

  @Property
  void cover_the_recording_once_in_order_and_see_silence_outside_it(
      @ForAll @IntRange(max = 60) int length, @ForAll long seed) {
    long next = 0;
    for (Window window : cut(GRID, 0, 0, length, new Random(seed))) {
      assertThat(window.firstFrame()).isEqualTo(next);
      assertThat(window.input().frames() - GRID.before() - GRID.after()).isIn(GRID.sizes());
      float[] values = window.input().values();
      assertThat(values).hasSize(window.input().frames() * BINS);
      for (int f = 0; f < window.input().frames(); f++) {
        long frame = window.firstFrame() - window.skip() + f;
        float[] expected =
            frame >= 0 && frame < length ? frames(frame, frame + 1) : new float[BINS];
        assertThat(Arrays.copyOfRange(values, f * BINS, (f + 1) * BINS)).isEqualTo(expected);
      }
      next += window.outputFrames();
    }
    assertThat(next).isEqualTo(length);
  }

  @Property
  void do_not_depend_on_how_the_features_were_split(
      @ForAll @IntRange(max = 60) int length, @ForAll long seed, @ForAll long other) {
    assertSame(
        cut(GRID, 0, 0, length, new Random(seed)), cut(GRID, 0, 0, length, new Random(other)));
  }

  @Property
  void go_on_from_any_window_as_if_nothing_had_happened(
      @ForAll @IntRange(min = 1, max = 60) int length,
      @ForAll @IntRange(max = 5) int start,
      @ForAll @IntRange(max = 20) int spareFrames,
      @ForAll long seed) {
    List<Window> undisturbed = cut(GRID, 0, 0, length, new Random(seed));
    long from = Math.max(0, GRID.firstInput(start) - spareFrames);
    if (start >= undisturbed.size() || from >= length) {
      return;
    }

    List<Window> resumed = cut(GRID, from, start, length, new Random(seed + 1));

    assertSame(resumed, undisturbed.subList(start, undisturbed.size()));
  }

  private static List<Integer> sizes(WindowGrid grid, long length) {
    return cut(grid, 0, 0, length, new Random(1)).stream()
        .map(w -> w.input().frames() - grid.before() - grid.after())
        .toList();
  }

  @Test
  void give_the_first_hop_in_middle_sizes_and_the_end_in_the_smallest_that_holds_it() {
    assertThat(sizes(GRID, 34)).containsExactly(5, 5, 10, 10, 5);
    assertThat(sizes(GRID, 22)).containsExactly(5, 5, 10, 2);
    assertThat(sizes(GRID, 9)).containsExactly(5, 5);
    assertThat(sizes(GRID, 1)).containsExactly(2);
  }

  @Test
  void give_the_first_hop_at_once_where_the_middle_size_does_not_divide_it() {
    assertThat(sizes(new WindowGrid(7, 5, List.of(2, 4, 10)), 23)).containsExactly(10, 10, 4);
    assertThat(sizes(new WindowGrid(7, 5, List.of(2, 10)), 23)).containsExactly(10, 10, 10);
    assertThat(sizes(new WindowGrid(7, 5, List.of(10)), 23)).containsExactly(10, 10, 10);
  }

  @Property
  void are_found_by_any_frame_that_they_give(@ForAll @IntRange(max = 100) int frame) {
    long window = GRID.windowOf(frame);

    assertThat(GRID.firstOutput(window)).isLessThanOrEqualTo(frame);
    assertThat(GRID.firstOutput(window + 1)).isGreaterThan(frame);
    assertThat(GRID.firstOutput(window + 1) - GRID.firstOutput(window))
        .isEqualTo(GRID.outputFrames(window));
  }

  @Test
  void are_refused_where_the_features_begin_too_late() {
    assertThatThrownBy(() -> new WindowCutter(BINS, 14, List.of(GRID), List.of(3L)))
        .hasMessage("frames from 13 on are needed, the first that is left is 14");
    assertThat(new WindowCutter(BINS, 13, List.of(GRID), List.of(3L)).neededFrom()).isEqualTo(13);
  }

  @Test
  void of_two_grids_keep_what_either_needs_and_no_more() {
    WindowGrid wide = new WindowGrid(2, 40, List.of(10));
    WindowCutter cutter = new WindowCutter(BINS, 0, List.of(GRID, wide), List.of(0L, 0L));
    cutter.append(frames(0, 30));
    // Of 5, 5, 10 frames; the next ends at 30 and sees 5 more.
    assertThat(cutter.complete(0)).hasSize(3);
    assertThat(cutter.complete(1)).isEmpty();
    assertThat(cutter.neededFrom()).isZero();

    cutter.append(frames(30, 60));
    // Up to 30, 40, 50; the next would end at 60 and see 65.
    assertThat(cutter.complete(0)).hasSize(3);
    assertThat(cutter.complete(1)).hasSize(2);
    assertThat(cutter.neededFrom()).isEqualTo(18);
  }

  @Test
  void of_a_long_recording_take_the_memory_of_a_short_one() {
    FrameBuffer buffer = new FrameBuffer(BINS, 0);
    int held = 1000;
    int largest = 0;
    for (int i = 0; i < 20_000; i++) {
      buffer.append(frames(i * 10L, i * 10L + 10));
      buffer.dropBefore(i * 10L - held);
      largest = Math.max(largest, buffer.capacity());
    }
    assertThat(buffer.end() - buffer.start()).isEqualTo(held + 10);
    assertThat(largest).isLessThan(2 * (held + 20) * BINS);
    assertThat(buffer.copy(199_000, 1000)).isEqualTo(frames(199_000, 200_000));
  }
}
