package org.neume.cli.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.neume.schemas.Topics;

/**
 * Asks the broker over and over which member of the inference group has which partition. A thread of
 * its own asks; the methods are safe for any.
 */
final class GroupWatch implements AutoCloseable {
  private static final String GROUP = "neume-inference";
  private static final long PERIOD_MILLIS = 50;

  private final Admin admin;
  private final List<Ownership> history = new ArrayList<>();
  private final Thread thread = new Thread(this::watch, "bench-group");
  private volatile boolean closed;

  /** Starts to watch. */
  GroupWatch(String bootstrap) {
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap));
    thread.setDaemon(true);
    thread.start();
  }

  /** What was seen so far, in order. */
  synchronized List<Ownership> history() {
    return List.copyOf(history);
  }

  /** Whether all partitions are shared evenly by so many members at this moment. */
  synchronized boolean shared(int partitions, int members) {
    if (history.isEmpty()) {
      return false;
    }
    Ownership now = history.get(history.size() - 1);
    return now.owners().size() == partitions
        && now.members() == members
        && now.most() * members == partitions;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    admin.close();
  }

  private void watch() {
    try {
      while (!closed) {
        ask();
        Thread.sleep(PERIOD_MILLIS);
      }
    } catch (InterruptedException e) {
      // Told to stop.
    }
  }

  private void ask() throws InterruptedException {
    ConsumerGroupDescription group;
    try {
      group = admin.describeConsumerGroups(List.of(GROUP)).all().get().get(GROUP);
    } catch (ExecutionException e) {
      // Nobody is in it yet, or its coordinator is not there yet.
      return;
    }
    // While members are asked for their wishes nothing is said of who has what.
    if (group == null || group.groupState() != GroupState.STABLE) {
      return;
    }
    Map<Integer, String> owners = new HashMap<>();
    for (MemberDescription member : group.members()) {
      for (TopicPartition partition : member.assignment().topicPartitions()) {
        if (partition.topic().equals(Topics.FEATURES.name())) {
          owners.put(partition.partition(), member.consumerId());
        }
      }
    }
    saw(System.nanoTime(), owners);
  }

  private synchronized void saw(long now, Map<Integer, String> owners) {
    int last = history.size() - 1;
    if (last >= 0 && history.get(last).owners().equals(owners)) {
      history.set(last, new Ownership(history.get(last).from(), now, owners));
    } else {
      history.add(new Ownership(now, now, owners));
    }
  }
}
