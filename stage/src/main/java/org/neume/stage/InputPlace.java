package org.neume.stage;

import org.jspecify.annotations.Nullable;

/**
 * Where an input lies.
 *
 * @param logTimeBefore the partition's log time before it, in milliseconds since 1970
 */
record InputPlace(long offset, long logTimeBefore) {
  /** The one of both that lies lower. */
  InputPlace lower(@Nullable InputPlace other) {
    return other != null && other.offset < offset ? other : this;
  }
}
