package org.neume.gateway.event;

/**
 * What listeners are told: ready to be sent. Immutable.
 *
 * @param id the cursor behind it, from which a listener may resume
 * @param name what it is: {@code beats}, {@code tempo}, {@code notes}, {@code pitch}, {@code score},
 *     {@code status} or {@code correction}
 * @param data a JSON object in one line
 */
public record Event(String id, String name, String data) {
  /** A sign of life: neither id nor name nor data. */
  public static final Event HEARTBEAT = new Event("", "", "");

  /** Whether it is a sign of life. */
  public boolean isHeartbeat() {
    return name.isEmpty();
  }
}
