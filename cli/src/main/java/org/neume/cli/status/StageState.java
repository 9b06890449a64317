package org.neume.cli.status;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a stage is.
 *
 * @param stage which
 * @param state its group's state in Kafka's words, lower-case; {@code none} where it never was, {@code
 *     silent} where no broker tells
 * @param members how many replicas are in the group
 * @param assigned how many partitions of its input they have
 * @param partitions how many partitions its input has
 * @param heldBack records behind the committed offsets, which open recordings may need still; -1
 *     where nothing was committed
 * @param figures what its metrics say; null where none were found
 */
public record StageState(
    ChainStage stage,
    String state,
    int members,
    int assigned,
    int partitions,
    long heldBack,
    @Nullable StageFigures figures) {
  /** The state of a group that no broker tells of. */
  static final String SILENT = "silent";

  /** What is wrong with it, in one line; empty if nothing is. */
  public Optional<String> problem() {
    if (state.equals(SILENT)) {
      return Optional.of(
          "no broker tells of the group %s of the stage %s: its part of __consumer_offsets has no leader; start the brokers that hold it"
              .formatted(stage.group(), stage.title()));
    }
    if (members == 0) {
      if (isAsleep()) {
        return Optional.empty();
      }
      return Optional.of(
          "no replica of the stage %s is in the group %s; start its service, or leave the stage out with --stages"
              .formatted(stage.title(), stage.group()));
    }
    return state.equals("stable") && assigned < partitions
        ? Optional.of(
            "the stage %s has %d of %d partitions of %s; see its service's log"
                .formatted(stage.title(), assigned, partitions, stage.input()))
        : Optional.empty();
  }

  /** Whether nobody works here for there is nothing to do: the usual lane never sleeps, others may. */
  public boolean isAsleep() {
    return members == 0 && !stage.lane().isEmpty() && heldBack <= 0;
  }
}
