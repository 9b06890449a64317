package org.neume.training.pitch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.neume.training.data.Sound;
import org.neume.training.data.SoundCache;
import org.neume.training.train.BatchSource;
import org.neume.training.train.FigureCells;
import org.neume.training.train.Figures;
import org.neume.training.train.FiguresFormat;
import org.neume.training.train.ModelFacts;
import org.neume.training.train.RunOptions;
import org.neume.training.train.TrainableNetwork;
import org.neume.training.train.TrainingTask;
import org.neume.training.train.Validator;

/** The training of a network of single notes. */
public final class PitchTask implements TrainingTask {
  private final PitchOptions options;
  private final PitchSplit split;

  /**
   * Prepares a training.
   *
   * @param sounds all notes
   */
  public PitchTask(PitchOptions options, List<Sound> sounds) {
    this.options = options;
    this.split = new PitchSplit(sounds, options.fold());
  }

  @Override
  public TrainableNetwork network() {
    return new PitchGraph(options.kind(), options.kinds());
  }

  @Override
  public RunOptions options() {
    return options.run();
  }

  @Override
  public Map<String, String> identity() {
    Map<String, String> parts = new LinkedHashMap<>(options.identity());
    parts.put("training data", hash(split.training()));
    parts.put("validation data (fold)", hash(split.validation()));
    return parts;
  }

  private static String hash(List<Sound> sounds) {
    CRC32 crc = new CRC32();
    sounds.forEach(sound -> crc.update(sound.label().toString().getBytes(StandardCharsets.UTF_8)));
    return "%d notes %08x".formatted(sounds.size(), crc.getValue());
  }

  @Override
  public String pieces() {
    return "%d training and %d validation notes"
        .formatted(split.training().size(), split.validation().size());
  }

  @Override
  public String data() {
    return "single notes, training: %s; validation: %s; recordings held out: %s%s"
        .formatted(
            SoundCache.describe(split.training()),
            SoundCache.describe(split.validation()),
            split.fold(),
            options.fold() == PitchSplit.ALL ? " (all)" : "");
  }

  @Override
  public BatchSource batches() {
    return new PitchSampler(split.training(), options);
  }

  @Override
  public Validator validator() {
    return new PitchValidator(split.validation(), options.kind());
  }

  @Override
  public FiguresFormat figures() {
    return PitchFigures.FORMAT;
  }

  @Override
  public ModelFacts model() {
    return options.kind().facts();
  }

  @Override
  public List<String> examined(Validator.Inference kept) {
    return PitchInstruments.table(split.validation(), options.kind(), kept);
  }

  @Override
  public ReportParts report() {
    Map<String, String> curves = new LinkedHashMap<>();
    for (String notes :
        List.of(PitchFigures.RENDERED, PitchFigures.RECORDED, PitchFigures.NSYNTH)) {
      curves.put(notes, PitchFigures.name(notes, PitchFigures.PITCH));
    }
    List<String> rows = new ArrayList<>(List.of("| part | notes |", "|---|---|"));
    rows.add("| training | %s |".formatted(SoundCache.describe(split.training())));
    rows.add("| validation | %s |".formatted(SoundCache.describe(split.validation())));
    return new ReportParts(
        rows,
        String.format(Locale.ROOT, "%,d parameters.", options.kind().network().layout().size()),
        List.of(new Chart("pitch", "share of right pitches", curves)),
        PitchTask::tables);
  }

  private static List<String> tables(Figures kept) {
    List<String> lines = new ArrayList<>();
    lines.add("| validation notes | figure | share |");
    lines.add("|---|---|---|");
    new TreeMap<>(kept.values())
        .forEach(
            (name, value) -> {
              String[] parts = name.split(": ", 2);
              if (parts.length == 2) {
                lines.add(
                    "| %s | %s | %s |".formatted(parts[0], parts[1], FigureCells.percent(value)));
              }
            });
    return lines;
  }
}
