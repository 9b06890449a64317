package org.neume.decoder.decode;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tables for a recording under constraints: those of the decoder's configuration, and what the
 * constraints ask for beyond it. Among the configuration's own periods and bars everything is as likely
 * as without constraints. Immutable.
 */
final class ConstrainedNetwork {
  /** Periods that are all taken. */
  private static final int MANY = 130;

  /** From one long period to the next where there are many. */
  private static final double COARSE = 1.02;

  private final BeatNetwork network;
  private final boolean[] ownInterval;
  private final boolean[] ownMeter;

  ConstrainedNetwork(DecoderConfig config, ConstraintMap map) {
    Set<Integer> periods = new TreeSet<>();
    Set<Integer> bars = new TreeSet<>();
    boolean free = false;
    boolean freeBars = false;
    for (long frame = 0; frame < map.frames(); frame++) {
      // Regions are long; looking at their first frames is enough.
      boolean first = frame == 0;
      if (first
          || map.shortest(frame) != map.shortest(frame - 1)
          || map.longest(frame) != map.longest(frame - 1)) {
        free |= map.longest(frame) == 0;
        for (int period = map.shortest(frame); period <= map.longest(frame); period++) {
          if (period > 0) {
            periods.add(period);
          }
        }
      }
      if (first || map.meter(frame) != map.meter(frame - 1)) {
        freeBars |= map.meter(frame) == 0;
        if (map.meter(frame) > 0) {
          bars.add(map.meter(frame));
        }
      }
    }
    List<Integer> own = config.tempo().intervals();
    if (map.placed().isEmpty()) {
      thin(periods, own.get(own.size() - 1));
    }
    if (free || periods.isEmpty()) {
      periods.addAll(own);
    }
    boolean hasBars = config.meter().hasBars();
    if (!hasBars) {
      bars.clear();
    } else if (freeBars || bars.isEmpty()) {
      bars.addAll(config.meter().barLengths());
    }
    TempoModel tempo =
        new TempoModel(
            List.copyOf(periods), config.tempo().lambda(), config.tempo().changeProbability());
    MeterModel meter = new MeterModel(List.copyOf(bars), config.meter().changeProbability());
    StreamRule stream =
        new StreamRule(
            config.stream().checkFrames(), StreamRule.UNBOUNDED, config.stream().idleFrames());
    network =
        new BeatNetwork(
            config.withTempo(tempo).withMeter(meter).withStream(stream),
            new TempoTransitions(tempo, Set.copyOf(own)),
            hasBars && map.hasMeters()
                ? MeterTransitions.widened(config.meter())
                : new MeterTransitions(config.meter()));
    BeatStateSpace space = network.space();
    ownInterval = new boolean[space.intervalCount()];
    for (int i = 0; i < ownInterval.length; i++) {
      ownInterval[i] = own.contains(space.interval(i));
    }
    ownMeter = new boolean[space.meterCount()];
    for (int m = 0; m < ownMeter.length; m++) {
      ownMeter[m] =
          !hasBars
              || config.meter().barLengths().contains(space.beatsPerBar(space.firstChainOf(m)));
    }
  }

  /**
   * Leaves out most of many long periods: a range that is wide is no wish for a tempo to the frame. Not
   * where beats were placed, between which each of them may be needed.
   */
  private static void thin(Set<Integer> periods, int longest) {
    if (periods.size() <= MANY) {
      return;
    }
    int kept = 0;
    for (Iterator<Integer> each = periods.iterator(); each.hasNext(); ) {
      int period = each.next();
      if (kept > 0 && period > longest && period < kept * COARSE) {
        each.remove();
      } else {
        kept = period;
      }
    }
  }

  /** What a search costs here. */
  SearchCost cost() {
    return SearchCost.of(network.space(), network.tempo());
  }

  /** What one costs without constraints. */
  static SearchCost cost(DecoderConfig config) {
    return SearchCost.of(new BeatStateSpace(config), new TempoTransitions(config.tempo()));
  }

  BeatNetwork network() {
    return network;
  }

  /** Whether the configuration has this period itself. */
  boolean isOwnInterval(int interval) {
    return ownInterval[interval];
  }

  /** Whether the configuration has this bar length itself. */
  boolean isOwnMeter(int meter) {
    return ownMeter[meter];
  }
}
