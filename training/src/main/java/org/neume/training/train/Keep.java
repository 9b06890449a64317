package org.neume.training.train;

/** Which averaged weights a run comes to. */
public enum Keep {
  /** Those of the epoch that validated best. */
  BEST,
  /** Those of the last epoch, whatever the validation says. */
  LAST
}
