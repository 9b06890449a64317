package org.neume.schemas;

import java.util.Map;

/**
 * What every producer of the chain's records is set to, whoever makes it: that a partition holds them in
 * the order in which they were sent, each once, is what takeovers and readers rest on.
 */
public final class OrderedProducer {
  /**
   * Settings of a Kafka producer. One request on its way, as a broker takes whatever comes first of a
   * producer that is new to a partition: with a second on the way the first, refused and sent again, would
   * stand behind it for ever, in nobody's tail (docs/adr/025-one-request.md).
   */
  public static final Map<String, Object> SETTINGS =
      Map.of(
          "acks", "all",
          "enable.idempotence", "true",
          "max.in.flight.requests.per.connection", "1");

  private OrderedProducer() {}
}
