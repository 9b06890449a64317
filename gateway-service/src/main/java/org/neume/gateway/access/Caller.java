package org.neume.gateway.access;

/**
 * Who asks. Immutable.
 *
 * @param owner whose recordings are theirs: a hash; empty where nobody is told apart
 * @param client whom limits count for: the owner, or the network address where nobody is told apart
 */
public record Caller(String owner, String client) {
  /** Whether a recording of this owner may be read and changed by the caller. */
  public boolean mayUse(String recordingOwner) {
    return owner.isEmpty() || owner.equals(recordingOwner);
  }
}
