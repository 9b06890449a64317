package org.neume.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.neume.annotation.stream.Finding;
import org.neume.cli.chain.PureChain;
import org.neume.media.AudioFile;
import org.neume.media.AudioSource;

/** Measures the chain with Kafka and without it, and a yardstick beside them. */
public final class ChainBench {
  private final List<Path> songs;
  private final BenchReport report;

  /** A bench over these files that reports here. */
  public ChainBench(List<Path> songs, BenchReport report) {
    this.songs = List.copyOf(songs);
    this.report = report;
  }

  /** Says how long the process took to this point, in which the chain became ready. */
  public void booted() {
    report.add(
        "boot to ready",
        "%.1f s, %.1f s of CPU",
        ProcessUse.uptimeSeconds(),
        ProcessUse.cpuSeconds());
  }

  /**
   * Measures the chain with Kafka: all songs published at once, until the last beat was read.
   *
   * @param label what to call the run
   * @param target times real time to compare the run with, or 0 for no comparison
   * @param work sends the songs through and returns the seconds of audio that were annotated
   */
  public void kafka(String label, double target, java.util.function.DoubleSupplier work) {
    Map<String, Double> before = ProcessUse.cpuSecondsBy(ThreadGroups::of);
    before.putAll(NativeThreads.cpuSeconds());
    double cpuBefore = ProcessUse.cpuSeconds();
    long start = System.nanoTime();
    double audio = work.getAsDouble();
    double wall = (System.nanoTime() - start) / 1e9;
    double cpu = ProcessUse.cpuSeconds() - cpuBefore;
    Map<String, Double> split = new TreeMap<>();
    Map<String, Double> after = ProcessUse.cpuSecondsBy(ThreadGroups::of);
    after.putAll(NativeThreads.cpuSeconds());
    after.forEach((group, s) -> split.put(group, s - before.getOrDefault(group, 0.0)));
    double threads = split.values().stream().mapToDouble(Double::doubleValue).sum();
    split.put("threads that ended, other native threads", Math.max(0, cpu - threads));
    report.add(
        label,
        "%.0f times real time: %.0f s of audio in %.1f s, %.5f s of CPU per second",
        audio / wall,
        audio,
        wall,
        cpu / audio);
    if (target > 0) {
      report.add(
          label + ": target",
          "%.0f times real time: %s",
          target,
          audio / wall >= target ? "reached" : "not reached");
    }
    report.addShares(label, split);
    ProcessUse.peakResidentMebibytes()
        .ifPresent(m -> report.add(label + ": peak resident memory", "%.0f MiB", m));
  }

  /**
   * Measures the stages without Kafka on one thread, after one song to warm up.
   *
   * @param analyses the analyses to ask for
   * @param findings what they are to give
   */
  public void pure(PureChain chain, List<String> analyses, Set<Finding> findings)
      throws IOException {
    run(chain, songs.get(0), analyses, findings);
    double cpuBefore = ProcessUse.cpuSeconds();
    double audio = 0;
    Map<String, Double> split = new TreeMap<>();
    for (Path song : songs) {
      PureChain.Result result = run(chain, song, analyses, findings);
      audio += result.annotation().durationSeconds();
      result.stageSeconds().forEach((stage, s) -> split.merge(stage, s, Double::sum));
    }
    double cpu = (ProcessUse.cpuSeconds() - cpuBefore) / audio;
    double yardstick = ReferenceRun.cpuPerSecond(songs);
    report.add("without Kafka", "%.5f s of CPU per second of audio", cpu);
    report.addShares("without Kafka", split);
    report.add("yardstick (decoding and an FFT)", "%.5f s of CPU per second of audio", yardstick);
    report.add("without Kafka / yardstick", "%.2f", cpu / yardstick);
  }

  private static PureChain.Result run(
      PureChain chain, Path song, List<String> analyses, Set<Finding> findings) throws IOException {
    try (AudioSource source = AudioFile.open(song)) {
      return chain.annotate(source, song.toString(), analyses, findings);
    }
  }
}
