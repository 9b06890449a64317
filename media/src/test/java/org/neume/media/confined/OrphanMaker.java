package org.neume.media.confined;

import java.io.IOException;
import java.nio.file.Path;
import org.neume.media.AudioSource;

/** Starts decoding a file, prints the number of the process that does it, and waits to be killed. */
final class OrphanMaker {
  private OrphanMaker() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    ConfinedDecoder decoder =
        new ConfinedDecoder(
            DecoderLaunch.here(Path.of(arguments[1])), ConfinementLimits.defaults());
    try (AudioSource source = decoder.open(Path.of(arguments[0]), "orphan")) {
      System.out.println(ProcessHandle.current().children().findFirst().orElseThrow().pid());
      Thread.sleep(60_000);
      System.out.println(source.position());
    }
  }
}
