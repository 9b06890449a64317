package org.neume.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the gateway lets in, keeps and gives out: the settings {@code neume.gateway.*}. */
@ConfigMapping(prefix = "neume.gateway")
public interface GatewayConfig {
  /** Whether the gateway runs, where several services share a process. */
  @WithDefault("true")
  boolean enabled();

  /** Recordings that are remembered; beyond them the oldest are forgotten. */
  @WithDefault("20000")
  int recordings();

  /** Bytes of the latest records that are kept at hand; others are read from the broker again. */
  @WithDefault("32M")
  MemorySize recordCache();

  /** Bytes of events that are kept ready for further listeners. */
  @WithDefault("16M")
  MemorySize eventCache();

  /** Bytes of results that are kept ready for further readers. */
  @WithDefault("16M")
  MemorySize resultCache();

  /** How long a reader waits for the broker. */
  @WithDefault("PT15S")
  Duration patience();

  /**
   * How long whoever brings something waits for the broker to take it. What is taken later, after the answer, is said to have
   * failed.
   */
  @WithDefault("PT30S")
  Duration acknowledgment();

  /** Analyses of the raw audio that give a tempo and no beats. */
  @WithDefault("tempo,tempo-classic")
  List<String> tempoAnalyses();

  /** Analyses that name the pitch of a single note. */
  @WithDefault("pitch,pitch-classic")
  List<String> pitchAnalyses();

  /** What is asked for where a recording names no analyses. */
  @WithDefault("beats,notes,score")
  List<String> defaultAnalyses();

  /** Whether the chain has a lane for recordings that can wait, with services at work in it. */
  @WithDefault("false")
  boolean bulk();

  /** What comes in. */
  Upload upload();

  /** What goes out as it happens. */
  Events events();

  /** What may be corrected. */
  Corrections corrections();

  /** Who is let in. */
  Access access();

  /** Limits and places of what comes in. */
  interface Upload {
    /** The largest file. */
    @WithDefault("512M")
    MemorySize bytes();

    /** The longest recording, whether a file or bare samples. */
    @WithDefault("PT3H")
    Duration length();

    /** Where files wait for their decoder; {@code .cache/neume-gateway} in the user's home if not set. */
    Optional<Path> spool();

    /** An upload that has come at less than 4 KiB a second for this long is ended. */
    @WithDefault("PT30S")
    Duration patience();

    /** The disk space that waiting files may take in all. */
    @WithDefault("8G")
    MemorySize spoolBytes();

    /** Files that are decoded at once, each in a process of its own. */
    @WithDefault("2")
    int decoders();

    /** Recordings that one client may have under way: uploading, waiting, being decoded, or live. */
    @WithDefault("24")
    int recordingsPerClient();

    /** Recordings of all clients together. */
    @WithDefault("256")
    int recordings();

    /**
     * Samples that have come over WebSockets and wait to be taken, in all. Beyond them connections are not read, so that
     * those who send wait.
     */
    @WithDefault("16M")
    MemorySize bytesInFlight();

    /** Files of all clients together that wait or are decoded in the lane of what can wait. */
    @WithDefault("1000")
    int bulkRecordings();

    /** Bytes a second that one client may send; beyond it is slowed down. */
    @WithDefault("64M")
    MemorySize bytesPerSecond();

    /** How long bare samples may pause before the gateway forgets where they were; they may go on still. */
    @WithDefault("PT10M")
    Duration idle();
  }

  /** Limits of what goes out as it happens. */
  interface Events {
    /** Listeners in all. */
    @WithDefault("2000")
    int listeners();

    /** Listeners of one client. */
    @WithDefault("600")
    int listenersPerClient();

    /** A sign of life goes to a silent stream this often. */
    @WithDefault("PT15S")
    Duration heartbeat();

    /** A listener that takes nothing for so long is let go; it may resume. */
    @WithDefault("PT30S")
    Duration slow();
  }

  /** Limits of corrections. */
  interface Corrections {
    /** Corrections of one recording that may wait for their beats. */
    @WithDefault("32")
    int open();

    /** Corrections of one recording in all. */
    @WithDefault("2000")
    int ofOneRecording();
  }

  /** Who is let in. */
  interface Access {
    /** Names of keys and the SHA-256 of each key in hexadecimal. Empty: no keys. */
    Map<String, String> keys();

    /**
     * The gateway listens in a container whose port is published on this machine's own address alone:
     * it serves this machine as it does without a container, and answers to its names only.
     */
    @WithDefault("false")
    boolean thisMachine();

    /** Lets everybody in from everywhere: for networks that something else guards. */
    @WithDefault("false")
    boolean open();
  }
}
