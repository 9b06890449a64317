package org.neume.deploy.faults;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * How long nobody has what a replica had, from before it is killed until all of its partitions are
 * others', as the group's coordinator tells. Used by one thread.
 */
final class Handover implements AutoCloseable {
  private static final long POLL_MILLIS = 100;
  private static final double PATIENCE_SECONDS = 90;

  private final Admin admin;
  private final String group;
  private final String host;
  private final Set<TopicPartition> partitions;
  private final long begin = System.nanoTime();

  private Handover(Admin admin, String group, String host)
      throws InterruptedException, ExecutionException {
    this.admin = admin;
    this.group = group;
    this.host = host;
    this.partitions = of(members(), true);
  }

  /** Watches what a replica has now; the time runs from here. */
  static Handover of(Map<String, Object> client, String group, String container)
      throws IOException, InterruptedException, ExecutionException {
    String host = ComposedChain.inside(container);
    Handover handover = new Handover(Admin.create(client), group, host);
    if (handover.partitions.isEmpty()) {
      handover.close();
      throw new AssertionError("%s at %s has no partition of %s".formatted(container, host, group));
    }
    return handover;
  }

  private Collection<MemberDescription> members() throws InterruptedException, ExecutionException {
    return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members();
  }

  /** The partitions of the replica, or those of all others. */
  private Set<TopicPartition> of(Collection<MemberDescription> members, boolean own) {
    return members.stream()
        .filter(member -> member.host().replace("/", "").equals(host) == own)
        .flatMap(member -> member.assignment().topicPartitions().stream())
        .collect(Collectors.toSet());
  }

  /** Waits until others have them all; seconds since they were looked at. */
  double secondsToOthers() throws InterruptedException, ExecutionException {
    while (true) {
      boolean others = of(members(), false).containsAll(partitions);
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (others) {
        return seconds;
      }
      if (seconds > PATIENCE_SECONDS) {
        throw new AssertionError("nobody took " + partitions + " over");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
