package org.neume.decoder.decode;

/**
 * Constraints as rules for the entries of one passage, and where its beats are reported.
 *
 * <p>A beat is held against regions, and against the corridor of tempi, by the frame in which it would be
 * reported. An entry across a placed
 * beat, with a period or a bar that its region does not have, is impossible. An entry that would be
 * reported where there is to be no beat stays, unheard and at a price: it counts as if nothing sounded
 * there. Confined to one passage.
 */
final class ConstraintRules implements EntryRules, BeatPlaces {
  private final ConstraintMap map;
  private final ConstrainedNetwork constrained;
  private final BeatNetwork network;
  private final BeatStateSpace space;
  private final Activations activations;
  private final boolean peaks;
  private final long start;
  private final long end;
  private final LooseEntries loose;
  private final TempoCorridor corridor;
  private final boolean[] touched;
  private final UnheardPrices prices;
  private long lastReached = -1;

  /**
   * Rules for a passage.
   *
   * @param end the frame behind the passage's last
   * @param corridor where the tempo stays that no constraint speaks of
   */
  ConstraintRules(
      ConstraintMap map,
      ConstrainedNetwork constrained,
      LooseFrames frames,
      Activations activations,
      long start,
      long end,
      TempoCorridor corridor) {
    this.map = map;
    this.constrained = constrained;
    this.activations = activations;
    this.start = start;
    this.end = end;
    this.corridor = corridor;
    network = constrained.network();
    space = network.space();
    peaks = network.config().observation().correctToPeak();
    loose = new LooseEntries(map, constrained, frames);
    touched = touched(frames);
    prices = new UnheardPrices(network, activations, start, map.hasSilence() ? end : start);
  }

  /** The frames of the passage whose entries the constraints can bear on. */
  private boolean[] touched(LooseFrames looseFrames) {
    boolean everywhere = !corridor.isOpen();
    for (int meter = 0; meter < space.meterCount(); meter++) {
      everywhere |= !constrained.isOwnMeter(meter);
    }
    int states = space.beatFrames(space.intervalCount() - 1);
    boolean[] frames = new boolean[(int) (end - start)];
    long region = Long.MAX_VALUE;
    // Frames are scored as many at once as the shortest beat has, with the periods of them all.
    long last = Math.min(end + states + space.shortest(), map.frames()) - 1;
    for (long frame = last; frame >= start; frame--) {
      region = map.isInRegion(frame) ? frame : region;
      if (frame < end) {
        frames[(int) (frame - start)] =
            everywhere
                || region - frame <= states + space.shortest()
                || map.isPlaced(frame)
                || looseFrames.isLoose(frame)
                || map.nextPlaced(frame) - frame < space.longest()
                || looseFrames.fromLast(frame) <= space.longest();
      }
    }
    return frames;
  }

  /** The last frame of the passage in which a beat can begin; negative if in none. */
  long lastReached() {
    return lastReached;
  }

  @Override
  public boolean mayEnter(int interval, long first, int frames) {
    // Beats of the block are reported at most the longest beat's states behind it.
    int reach = frames + space.beatFrames(interval);
    long last = Math.min(first + reach, map.frames());
    for (long frame = first; frame < last; frame++) {
      boolean own = constrained.isOwnInterval(interval);
      if (hasPeriod(interval, frame, frame) || (own && isBesidePlaced(interval, frame))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void begin(ScoreWindow window) {
    for (int cell = 0; cell < space.cellCount(); cell++) {
      int interval = cell % space.intervalCount();
      int chain = cell / space.intervalCount();
      int row = window.row(cell);
      for (int k = 1; k <= space.interval(interval); k++) {
        long entry = start - k;
        long beatEnd = Math.min(entry + space.beatFrames(interval), end);
        long place = beatEnd > start ? peak(start, beatEnd) : start;
        boolean crosses = entry + space.interval(interval) > map.nextPlaced(start - 1);
        if (crosses || !hasPeriod(interval, entry, place) || !hasMeter(chain, place)) {
          window.entries[row + window.index(entry)] = FixedPoint.IMPOSSIBLE;
        }
      }
    }
  }

  @Override
  public void apply(
      long first,
      int frames,
      ScoreWindow window,
      BeatCandidates candidates,
      Lineage lineage,
      char[] codes) {
    loose.apply(first, frames, window, candidates, lineage, codes);
    for (int x = 0; x < frames; x++) {
      if (!touched[(int) (first + x - start)]) {
        lastReached = Math.max(lastReached, reached(first + x, window));
        continue;
      }
      restrict(first + x, x, frames, window, codes);
    }
  }

  private void restrict(long frame, int x, int frames, ScoreWindow window, char[] codes) {
    boolean placed = map.isPlaced(frame);
    long place = frame;
    long next = frame + 1;
    for (int interval = 0; interval < space.intervalCount(); interval++) {
      // The longer a period, the more beat states it has.
      long beatEnd = Math.min(frame + space.beatFrames(interval), end);
      for (; peaks && !placed && next < beatEnd; next++) {
        place = activations.any(next) > activations.any(place) ? next : place;
      }
      restrict(frame, place, interval, x, frames, window, codes);
    }
  }

  /** The frame, or -1 where no beat can begin in it. */
  private long reached(long frame, ScoreWindow window) {
    for (int cell = 0; cell < space.cellCount(); cell++) {
      if (!FixedPoint.isImpossible(window.entries[window.row(cell) + window.index(frame)])) {
        return frame;
      }
    }
    return -1;
  }

  private void restrict(
      long frame, long place, int interval, int x, int frames, ScoreWindow window, char[] codes) {
    int number = map.number(frame);
    boolean placed = number != ConstraintMap.NONE;
    boolean fits =
        frame + space.interval(interval) <= map.nextPlaced(frame)
            && hasPeriod(interval, frame, place);
    boolean unheard = !placed && map.isSilent(place);
    for (int chain = 0; chain < space.chainCount(); chain++) {
      int cell = chain * space.intervalCount() + interval;
      int at = window.row(cell) + window.index(frame);
      boolean possible =
          fits
              && (number <= 0 || space.number(chain) == number || space.number(chain) == 0)
              && (!space.startsBar(chain) || hasMeter(chain, place));
      if (!possible) {
        window.entries[at] = FixedPoint.IMPOSSIBLE;
        codes[cell * frames + x] = Lineage.UNREACHED;
      } else if (!FixedPoint.isImpossible(window.entries[at])) {
        lastReached = Math.max(lastReached, frame);
        if (unheard) {
          window.entries[at] -= prices.of(frame, chain, interval);
        }
      }
    }
  }

  /**
   * Whether a beat may have a period: one of the wished tempi, or one near the tempo that was found
   * unless it leads to a placed beat or away from one.
   */
  private boolean hasPeriod(int interval, long entry, long place) {
    int period = space.interval(interval);
    int longest = map.longest(place);
    if (longest != 0) {
      return period >= map.shortest(place) && period <= longest;
    }
    return constrained.isOwnInterval(interval)
        && (corridor.allows(period, place) || isBesidePlaced(interval, entry));
  }

  /** Whether a beat leads to a placed one, or away from one. */
  private boolean isBesidePlaced(int interval, long entry) {
    return map.isPlaced(entry) || map.isPlaced(entry + space.interval(interval));
  }

  private boolean hasMeter(int chain, long frame) {
    int wanted = map.meter(frame);
    int meter = space.meterOf(chain);
    return (wanted == 0 || space.beatsPerBar(chain) == 0)
        ? constrained.isOwnMeter(meter)
        : space.beatsPerBar(chain) == wanted;
  }

  private long peak(long from, long to) {
    return peaks ? BeatPlaces.peak(from, to, activations) : from;
  }

  @Override
  public long place(long entry, long first, long beatEnd, Activations heard) {
    if (map.isPlaced(entry)) {
      return entry;
    }
    long place = peak(first, beatEnd);
    return map.isSilent(place) ? NOWHERE : place;
  }

  @Override
  public boolean isCertain(long frame) {
    return map.isPlaced(frame);
  }
}
