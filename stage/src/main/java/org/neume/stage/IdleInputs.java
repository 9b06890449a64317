package org.neume.stage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Open inputs with the log time of their last record, to find those that have stalled. */
final class IdleInputs {
  private final Map<StreamKey, Long> lastTimes = new HashMap<>();
  private final TreeMap<Long, LinkedHashSet<StreamKey>> byTime = new TreeMap<>();

  /** A record of an open input has come at this log time. */
  void touch(StreamKey key, long logTime) {
    remove(key);
    lastTimes.put(key, logTime);
    byTime.computeIfAbsent(logTime, t -> new LinkedHashSet<>()).add(key);
  }

  /** The input is open no more. */
  void remove(StreamKey key) {
    Long time = lastTimes.remove(key);
    if (time != null) {
      byTime.computeIfPresent(
          time,
          (t, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
          });
    }
  }

  /** Inputs that nothing has come for since before this log time, longest idle first. */
  List<StreamKey> silentSince(long logTime) {
    if (byTime.isEmpty() || byTime.firstKey() >= logTime) {
      return List.of();
    }
    List<StreamKey> silent = new ArrayList<>();
    byTime.headMap(logTime).values().forEach(silent::addAll);
    return silent;
  }
}
