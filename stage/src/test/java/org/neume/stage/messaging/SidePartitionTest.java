package org.neume.stage.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.neume.schemas.Streams;
import org.neume.schemas.record.AudioChunk;
import org.neume.schemas.record.End;
import org.neume.stage.SideReader;
import org.neume.stage.ToyStages;

@DisplayName("A partition that is read beside a stage's input")
class SidePartitionTest {
  /** What a follower heard. */
  private static final class Heard implements SideReader<AudioChunk> {
    final List<AudioChunk> records = new ArrayList<>();
    final List<String> failures = new ArrayList<>();

    @Override
    public void next(AudioChunk chunk) {
      records.add(chunk);
    }

    @Override
    public void failed(String cause) {
      failures.add(cause);
    }
  }

  private final List<AudioChunk> log = new ArrayList<>();

  private void write(String id, int sequence) {
    log.add(ToyStages.chunk(id, sequence, sequence, false));
  }

  private static SideFollower<AudioChunk> follower(String id, Heard heard) {
    return new SideFollower<>(new SidePartition.Key(id, "audio"), heard);
  }

  /** Reads on to the end, back and forth as the partition wants; returns the records read. */
  private int read(SidePartition<AudioChunk> partition) {
    int count = 0;
    while (partition.followed() && partition.position() < log.size()) {
      int at = (int) partition.position();
      partition.accept(log.get(at), at, 0);
      count++;
    }
    return count;
  }

  @Test
  @DisplayName("ends, with a record for every stream of a recording, those that have not begun")
  void everyStream() {
    AudioChunk end = Streams.AUDIO.aborted("a", Streams.EVERY, 0, "unreadable", null);
    SidePartition<AudioChunk> partition = new SidePartition<>(Streams.AUDIO, 100);
    Heard begun = new Heard();
    Heard unbegun = new Heard();
    Heard other = new Heard();
    write("a", 0);
    log.add(end);
    write("a", 1);
    write("b", 0);
    partition.follow(follower("a", begun), 0, 0);
    partition.follow(new SideFollower<>(new SidePartition.Key("a", "beats"), unbegun), 0, 0);
    partition.follow(follower("b", other), 0, 0);
    read(partition);
    assertThat(begun.records).extracting(AudioChunk::getSequence).containsExactly(0L, 1L);
    assertThat(unbegun.records).containsExactly(end);
    assertThat(other.records).hasSize(1);
    Heard later = new Heard();
    partition.follow(new SideFollower<>(new SidePartition.Key("a", "beats"), later), 0, 0);
    read(partition);
    assertThat(later.records).as("whoever follows it later").containsExactly(end);
  }

  @Test
  @DisplayName("is looked back on once: what ended every stream long before is known from then on")
  void lookingBack() {
    AudioChunk end = Streams.AUDIO.aborted("a", Streams.EVERY, 0, "unreadable", null);
    SidePartition<AudioChunk> partition = new SidePartition<>(Streams.AUDIO, 2);
    log.add(end);
    for (int i = 0; i < 10; i++) {
      write("b" + i, 0);
    }
    write("a", 0);
    write("a", 1);
    Heard first = new Heard();
    partition.follow(follower("a", first), 8, 0);
    read(partition);
    assertThat(first.records).containsExactly(end);
    Heard second = new Heard();
    partition.follow(follower("a", second), 8, 0);
    read(partition);
    assertThat(second.records).as("whoever comes later").containsExactly(end);
  }

  @Test
  @DisplayName("is looked back on again where more such ends were met than can be remembered")
  void manyEnds() {
    SidePartition<AudioChunk> partition = new SidePartition<>(Streams.AUDIO, 2);
    partition.follow(follower("none", new Heard()), 0, 0);
    for (int i = 0; i < 5; i++) {
      log.add(Streams.AUDIO.aborted("a" + i, Streams.EVERY, 0, "unreadable " + i, null));
      write("a" + i, 0);
    }
    read(partition);
    for (int i = 0; i < 5; i++) {
      Heard heard = new Heard();
      partition.follow(follower("a" + i, heard), 2 * i + 1, 0);
      read(partition);
      assertThat(heard.records).containsExactly(log.get(2 * i));
    }
  }

  @Test
  @DisplayName(
      "is not read where nobody followed anything and nothing can concern whoever comes next")
  void idle() {
    SidePartition<AudioChunk> partition = new SidePartition<>(Streams.AUDIO, 100);
    SideFollower<AudioChunk> first = follower("a", new Heard());
    write("a", 0);
    assertThat(partition.follow(first, 0, 0)).isTrue();
    read(partition);
    partition.leave(first);
    for (int i = 0; i < 50; i++) {
      write("b" + i, 0);
    }
    write("c", 0);
    Heard heard = new Heard();
    assertThat(partition.follow(follower("c", heard), 48, 45)).isTrue();
    assertThat(partition.position()).isEqualTo(45);
    assertThat(read(partition)).isEqualTo(7);
    assertThat(heard.records).hasSize(1);
  }

  @Test
  @DisplayName("is gone back in to where a stream begins that was met before, and no further")
  void metBefore() {
    SidePartition<AudioChunk> partition = new SidePartition<>(Streams.AUDIO, 100);
    Heard first = new Heard();
    for (int i = 0; i < 10; i++) {
      write("a", i);
      write("b", i);
    }
    write("c", 0);
    assertThat(partition.follow(follower("a", first), 0, 0)).isTrue();
    assertThat(read(partition)).isEqualTo(21);
    Heard third = new Heard();
    assertThat(partition.follow(follower("c", third), 0, 0)).isTrue();
    assertThat(read(partition)).isEqualTo(1);
    Heard second = new Heard();
    assertThat(partition.follow(follower("b", second), 0, 0)).isTrue();
    assertThat(read(partition)).isEqualTo(20);
    assertThat(first.records).hasSize(10);
    assertThat(second.records).hasSize(10);
    assertThat(third.records).hasSize(1);
    Heard unborn = new Heard();
    assertThat(partition.follow(follower("d", unborn), 5, 0)).as("not in what was read").isFalse();
    write("d", 0);
    assertThat(read(partition)).isEqualTo(1);
    assertThat(unborn.records).hasSize(1);
  }

  @Test
  @DisplayName("is read from its beginning where a stream began earlier than thought")
  void tooLate() {
    SidePartition<AudioChunk> partition = new SidePartition<>(Streams.AUDIO, 1);
    for (int i = 0; i < 10; i++) {
      write("a", i);
    }
    write("b", 0);
    partition.follow(follower("b", new Heard()), 10, 0);
    read(partition);
    Heard heard = new Heard();
    partition.follow(follower("a", heard), 7, 0);
    write("a", 10);
    read(partition);
    assertThat(heard.records).hasSize(11);
    assertThat(heard.failures).isEmpty();
  }

  @Test
  @DisplayName("whose stream has a gap tells its follower, and nobody else")
  void gap() {
    SidePartition<AudioChunk> partition = new SidePartition<>(Streams.AUDIO, 100);
    for (int i = 0; i < 10; i++) {
      if (i != 4) {
        write("a", i);
      }
      write("b", i);
    }
    Heard gappy = new Heard();
    Heard whole = new Heard();
    partition.follow(follower("a", gappy), 0, 0);
    partition.follow(follower("b", whole), 0, 0);
    read(partition);
    assertThat(gappy.records).hasSize(4);
    assertThat(gappy.failures)
        .containsExactly(
            "record 4 of audio is missing, 5 came instead: publish the recording again under a new id");
    assertThat(whole.records).hasSize(10);
  }

  @Test
  @DisplayName("comes to the same record again where memory ran out of it: nobody misses it")
  void outOfMemory() {
    AudioChunk end = Streams.AUDIO.aborted("b", Streams.EVERY, 0, "unreadable", null);
    write("a", 0);
    write("a", 1);
    log.add(end);
    SidePartition<AudioChunk> partition = new SidePartition<>(Streams.AUDIO, 100);
    List<Heard> ears = List.of(new Heard(), new Heard(), new Heard(), new Heard());
    partition.follow(follower("a", ears.get(0)), 0, 0);
    partition.follow(new SideFollower<>(key("a"), scarce(ears.get(1))), 0, 0);
    partition.follow(follower("b", ears.get(2)), 0, 0);
    partition.follow(new SideFollower<>(key("b"), scarce(ears.get(3))), 0, 0);
    int failures = 0;
    while (partition.position() < log.size()) {
      try {
        read(partition);
      } catch (OutOfMemoryError e) {
        failures++;
      }
    }
    assertThat(failures).as("one for each record of each who has not enough").isEqualTo(3);
    for (Heard ear : ears.subList(0, 2)) {
      assertThat(ear.records).extracting(AudioChunk::getSequence).containsExactly(0L, 1L);
    }
    for (Heard ear : ears.subList(2, 4)) {
      assertThat(ear.records).containsExactly(end);
    }
    assertThat(ears).allSatisfy(ear -> assertThat(ear.failures).isEmpty());
  }

  private static SidePartition.Key key(String id) {
    return new SidePartition.Key(id, "audio");
  }

  /** Has no memory for any record the first time. */
  private static SideReader<AudioChunk> scarce(Heard heard) {
    return new SideReader<>() {
      private boolean enough;

      @Override
      public void next(AudioChunk chunk) {
        enough = !enough;
        if (enough) {
          throw new OutOfMemoryError("Java heap space");
        }
        heard.next(chunk);
      }

      @Override
      public void failed(String cause) {
        heard.failed(cause);
      }
    };
  }

  @Property(tries = 5000)
  @Label("gives every follower its stream once and in order, whenever it comes and goes")
  void everyFollower(@ForAll long seed) {
    Random random = new Random(seed);
    SidePartition<AudioChunk> partition = new SidePartition<>(Streams.AUDIO, 1 + random.nextInt(6));
    int streams = 5;
    int[] written = new int[streams];
    int[] begun = new int[streams];
    int[] ended = new int[streams];
    Arrays.fill(ended, Integer.MAX_VALUE);
    List<Heard> heard = new ArrayList<>();
    List<SideFollower<AudioChunk>> followers = new ArrayList<>();
    List<Integer> whom = new ArrayList<>();
    log.clear();
    for (int event = 0; event < 200; event++) {
      int stream = random.nextInt(streams);
      switch (random.nextInt(7)) {
        case 0 -> {
          Heard ear = new Heard();
          SideFollower<AudioChunk> follower = follower("r" + stream, ear);
          // No record of the stream lies before this, or so it is thought.
          int since = written[stream] == 0 ? log.size() : begun[stream];
          partition.follow(follower, random.nextInt(8) == 0 ? since : random.nextInt(since + 1), 0);
          heard.add(ear);
          followers.add(follower);
          whom.add(stream);
        }
        case 1 -> {
          if (!followers.isEmpty() && random.nextInt(3) == 0) {
            int gone = random.nextInt(followers.size());
            partition.leave(followers.remove(gone));
            heard.remove(gone);
            whom.remove(gone);
          }
        }
        case 2, 3 -> {
          if (written[stream] == 0) {
            begun[stream] = log.size();
          }
          // Now and then a stage that was stopped repeats itself.
          int again = random.nextInt(4) == 0 ? Math.max(0, written[stream] - 2) : written[stream];
          for (int i = again; i <= written[stream]; i++) {
            write("r" + stream, i);
          }
          written[stream]++;
        }
        case 4 -> {
          if (random.nextInt(10) == 0) {
            ended[stream] = Math.min(ended[stream], log.size());
            log.add(Streams.AUDIO.aborted("r" + stream, Streams.EVERY, 0, "unreadable", null));
          }
        }
        default -> {
          if (partition.followed() && partition.position() < log.size()) {
            int at = (int) partition.position();
            partition.accept(log.get(at), at, 0);
          }
        }
      }
    }
    read(partition);
    for (int i = 0; i < heard.size(); i++) {
      assertThat(heard.get(i).failures).isEmpty();
      int end = ended[whom.get(i)];
      if (end < Integer.MAX_VALUE && (written[whom.get(i)] == 0 || end < begun[whom.get(i)])) {
        assertThat(heard.get(i).records).containsExactly(log.get(end));
        continue;
      }
      assertThat(heard.get(i).records).hasSize(written[whom.get(i)]);
      for (int n = 0; n < heard.get(i).records.size(); n++) {
        assertThat(heard.get(i).records.get(n).getSequence()).isEqualTo(n);
        assertThat(heard.get(i).records.get(n).getEnd()).isEqualTo(End.OPEN);
      }
    }
  }
}
