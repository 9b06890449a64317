package org.neume.gateway.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.neume.gateway.view.EntryLog.Entry;

@DisplayName("Where a recording's records lie")
class EntryLogTest {
  private record Move(Place place, long distance) {}

  @Provide
  Arbitrary<List<Move>> moves() {
    Arbitrary<Long> distances =
        Arbitraries.oneOf(
            Arbitraries.longs().between(1, 20), Arbitraries.longs().between(1, 1L << 50));
    return Combinators.combine(Arbitraries.of(Place.class), distances)
        .as(Move::new)
        .list()
        .ofMaxSize(300);
  }

  @Property
  void everyEntryComesBackInItsOrder(@ForAll("moves") List<Move> moves) {
    EntryLog log = new EntryLog();
    List<Entry> written = write(log, moves);
    assertThat(read(log, new EntryLog.Walker())).isEqualTo(written);
  }

  @Property
  void aWalkerGoesOnWithWhatIsAppendedBehindIt(@ForAll("moves") List<Move> moves) {
    EntryLog log = new EntryLog();
    EntryLog.Walker walker = new EntryLog.Walker();
    List<Entry> read = new ArrayList<>();
    long[] offsets = new long[Place.COUNT];
    List<Entry> written = new ArrayList<>();
    for (Move move : moves) {
      offsets[move.place().number()] += move.distance();
      Entry entry = new Entry(move.place(), offsets[move.place().number()]);
      log.append(entry.place(), entry.offset());
      written.add(entry);
      read.addAll(read(log, walker));
    }
    assertThat(read).isEqualTo(written);
  }

  private static List<Entry> write(EntryLog log, List<Move> moves) {
    long[] offsets = new long[Place.COUNT];
    List<Entry> written = new ArrayList<>();
    for (Move move : moves) {
      offsets[move.place().number()] += move.distance();
      Entry entry = new Entry(move.place(), offsets[move.place().number()]);
      log.append(entry.place(), entry.offset());
      written.add(entry);
    }
    return written;
  }

  private static List<Entry> read(EntryLog log, EntryLog.Walker walker) {
    List<Entry> read = new ArrayList<>();
    for (Entry entry = walker.next(log); entry != null; entry = walker.next(log)) {
      read.add(entry);
    }
    return read;
  }
}
