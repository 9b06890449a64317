package org.neume.stage.messaging;

import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.neume.schemas.Lane;
import org.neume.schemas.Topics;

/**
 * Turns the services' channels to the lane that {@code neume.lane} names: topics and consumer groups get
 * the lane's names, and stages that follow corrections are off in all lanes but the live one, whose
 * corrections come from people. What is not in the topic table, because an operator named it, is left as
 * it is. Immutable.
 */
public final class LaneInterceptor implements ConfigSourceInterceptor {
  /** The setting that names a service's lane. */
  public static final String LANE = "neume.lane";

  private static final long serialVersionUID = 1;
  private static final Pattern CHANNEL =
      Pattern.compile(
          "mp\\.messaging\\.(incoming|outgoing)\\.([a-z]+)-([a-z-]+)\\.(topic|group\\.id|enabled)");

  @Override
  public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
    ConfigValue value = context.proceed(name);
    if (!name.startsWith("mp.messaging.")) {
      return value;
    }
    Matcher channel = CHANNEL.matcher(name);
    if (!channel.matches()) {
      return value;
    }
    Lane lane = lane(context);
    if (lane == Lane.LIVE) {
      return value;
    }
    String input = input(context, channel.group(2));
    return switch (channel.group(4)) {
      case "topic" -> value == null ? null : value.withValue(lane.topic(value.getValue()));
      case "group.id" ->
          value == null || input == null ? value : value.withValue(lane.group(value.getValue()));
      // Its other channels stay: what writes there is made with the service, and never asked to.
      default -> channel.group(1).equals("incoming") && follows(input) ? off(name) : value;
    };
  }

  private static Lane lane(ConfigSourceInterceptorContext context) {
    ConfigValue lane = context.proceed(LANE);
    return lane == null || lane.getValue() == null ? Lane.LIVE : Lane.of(lane.getValue());
  }

  /** What a stage takes its recordings from, as configured for the live lane. */
  private static @Nullable String input(ConfigSourceInterceptorContext context, String stage) {
    ConfigValue topic = context.proceed("mp.messaging.incoming.%s-in.topic".formatted(stage));
    return topic == null ? null : topic.getValue();
  }

  private static boolean follows(@Nullable String input) {
    return Topics.CORRECTIONS.name().equals(input);
  }

  private static ConfigValue off(String name) {
    return ConfigValue.builder()
        .withName(name)
        .withValue("false")
        .withRawValue("false")
        .withConfigSourceName("neume lane")
        .build();
  }
}
