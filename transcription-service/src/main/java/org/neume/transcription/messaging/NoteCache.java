package org.neume.transcription.messaging;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The notes of recordings that were corrected lately, for who corrects once corrects again. Beyond its
 * limit it forgets what was asked for longest ago. Says nothing that the log does not say. Safe for use
 * by many threads.
 */
final class NoteCache {
  /**
   * Whose notes they are.
   *
   * @param recordingId the recording
   * @param stream the notes' stream
   * @param recordedFrom when the recording began, for an id that is used again
   */
  record Key(String recordingId, String stream, long recordedFrom) {}

  private final int most;
  private final Map<Key, NoteTrack.Notes> recordings = new LinkedHashMap<>(16, 0.75f, true);
  private int held;

  /**
   * Nothing remembered yet.
   *
   * @param most notes that are remembered in all; one recording of more is not
   */
  NoteCache(int most) {
    this.most = most;
  }

  synchronized NoteTrack.@Nullable Notes find(Key key) {
    return recordings.get(key);
  }

  /** Remembers the notes of a recording that are whole. */
  synchronized void keep(Key key, NoteTrack.Notes notes) {
    if (notes.cause() != null || notes.notes().size() > most) {
      return;
    }
    NoteTrack.Notes before = recordings.put(key, notes);
    held += notes.notes().size() - (before == null ? 0 : before.notes().size());
    Iterator<NoteTrack.Notes> longestAgo = recordings.values().iterator();
    while (held > most) {
      held -= longestAgo.next().notes().size();
      longestAgo.remove();
    }
  }
}
