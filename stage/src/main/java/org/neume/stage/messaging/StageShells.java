package org.neume.stage.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.eclipse.microprofile.config.Config;
import org.neume.schemas.AvroSerializer;
import org.neume.schemas.Lane;
import org.neume.schemas.StreamType;
import org.neume.stage.RecordedSource;
import org.neume.stage.SideSource;
import org.neume.stage.StageDefinition;

/** Makes the shells of an application's stages, and finds them by channel. */
@ApplicationScoped
public class StageShells {
  private final StageConfig limits;
  private final TraceConfig tracing;
  private final Config config;
  private final MeterRegistry meters;
  private final Map<String, CompletableFuture<StageRoom<?, ?>>> rooms = new ConcurrentHashMap<>();
  private final Map<String, List<SideStreams<?>>> sides = new ConcurrentHashMap<>();
  private final Map<String, List<RecordedStreams<?>>> recorded = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<Map<String, Object>>> connections =
      new ConcurrentHashMap<>();

  StageShells(StageConfig limits, TraceConfig tracing, Config config, MeterRegistry meters) {
    this.limits = limits;
    this.tracing = tracing;
    this.config = config;
    this.meters = meters;
  }

  /**
   * Makes the shell of a stage.
   *
   * @param channel the prefix of its channels: {@code feature} for {@code feature-in}, {@code
   *     feature-out}, {@code feature-status} and {@code feature-dead-letters}
   */
  public <I extends SpecificRecordBase, O extends SpecificRecordBase> StageShell create(
      String channel, StageDefinition<I, O> definition, StageOutputs outputs) {
    List<String> beside =
        Stream.concat(
                sides.getOrDefault(channel + "-in", List.of()).stream().map(SideStreams::topic),
                recorded.getOrDefault(channel + "-in", List.of()).stream()
                    .map(RecordedStreams::topic))
            .toList();
    StageTopics topics =
        new StageTopics(
            topic("incoming", channel + "-in"),
            topic("outgoing", channel + "-out"),
            topic("outgoing", channel + "-status"),
            topic("outgoing", channel + "-dead-letters"),
            beside);
    StageRoom<I, O> room =
        new StageRoom<>(definition, outputs, topics, limits, framing(), lane(), tracing, meters);
    if (isOn(channel + "-in")) {
      room.watch();
      room(channel + "-in").complete(room);
    }
    return room.shell();
  }

  /**
   * A topic that a stage reads beside its input. To be called before {@link #create}.
   *
   * @param channel the prefix of the stage's channels, whose connection is used
   * @param topic the topic's name
   */
  public <T extends SpecificRecordBase> SideSource<T> side(
      String channel, String topic, StreamType<T> type) {
    return side(channel, new SideStreams<>(topic, type, codec(topic, type)));
  }

  /**
   * The same for a stage that knows when streams begin: nothing is read that lies before the origin's time.
   */
  public <T extends SpecificRecordBase> SideSource<T> exactSide(
      String channel, String topic, StreamType<T> type) {
    return side(channel, SideStreams.exact(topic, type, codec(topic, type)));
  }

  private <T extends SpecificRecordBase> AvroCodec<T> codec(String topic, StreamType<T> type) {
    return new AvroCodec<>(topic, type.recordClass(), framing());
  }

  private <T> SideSource<T> side(String channel, SideStreams<T> side) {
    sides.computeIfAbsent(channel + "-in", c -> new CopyOnWriteArrayList<>()).add(side);
    var unused = connection(channel + "-in").thenAccept(side::connect);
    return side;
  }

  /**
   * A topic out of which a stage reads streams that were written before its inputs, in whichever lane. To
   * be called before {@link #create}.
   *
   * @param channel the prefix of the stage's channels, whose connection is used
   * @param topic the topic's name
   */
  public <T extends SpecificRecordBase> RecordedSource<T> recorded(
      String channel, String topic, StreamType<T> type) {
    List<String> otherLanes =
        Stream.of(Lane.values()).map(l -> l.topic(topic)).filter(t -> !t.equals(topic)).toList();
    RecordedStreams<T> streams = new RecordedStreams<>(topic, otherLanes, type, codec(topic, type));
    recorded.computeIfAbsent(channel + "-in", c -> new CopyOnWriteArrayList<>()).add(streams);
    var unused = connection(channel + "-in").thenAccept(streams::connect);
    return streams;
  }

  /** The settings of a channel's client, once it has one. */
  CompletableFuture<Map<String, Object>> connection(String incomingChannel) {
    return connections.computeIfAbsent(incomingChannel, c -> new CompletableFuture<>());
  }

  /** The room of the stage that reads a channel, once there is one. */
  CompletableFuture<StageRoom<?, ?>> room(String incomingChannel) {
    return rooms.computeIfAbsent(incomingChannel, c -> new CompletableFuture<>());
  }

  /** The shells made so far. */
  Collection<StageShell> shells() {
    return rooms.values().stream()
        .filter(CompletableFuture::isDone)
        .<StageShell>map(room -> room.join().shell())
        .toList();
  }

  /** Which stage has a partition that stopped for good, and why; empty while all go on. */
  public Optional<String> stopped() {
    return shells().stream()
        .flatMap(shell -> shell.stopped().map(why -> shell.name() + ": " + why).stream())
        .findFirst();
  }

  StageConfig limits() {
    return limits;
  }

  @PreDestroy
  void stop() {
    sides.values().forEach(list -> list.forEach(SideStreams::close));
    recorded.values().forEach(list -> list.forEach(RecordedStreams::close));
    rooms.values().stream().filter(CompletableFuture::isDone).forEach(room -> room.join().close());
  }

  private String topic(String direction, String channel) {
    return config.getValue("mp.messaging.%s.%s.topic".formatted(direction, channel), String.class);
  }

  /** The lane that this process works in. */
  private Lane lane() {
    return config
        .getOptionalValue(LaneInterceptor.LANE, String.class)
        .map(Lane::of)
        .orElse(Lane.LIVE);
  }

  /** Whether a stage takes input here; see {@link LaneInterceptor}. */
  private boolean isOn(String incomingChannel) {
    return config
        .getOptionalValue(
            "mp.messaging.incoming.%s.enabled".formatted(incomingChannel), Boolean.class)
        .orElse(true);
  }

  private Map<String, String> framing() {
    Map<String, String> settings = new ConcurrentHashMap<>();
    for (String name : new String[] {AvroSerializer.FRAMING, AvroSerializer.REGISTRY}) {
      config.getOptionalValue(name, String.class).ifPresent(value -> settings.put(name, value));
    }
    return settings;
  }
}
