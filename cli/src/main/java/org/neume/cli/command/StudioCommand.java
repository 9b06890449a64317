package org.neume.cli.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.chain.ChainSettings;
import org.neume.cli.chain.EmbeddedChain;
import org.neume.cli.chain.ScratchFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps broker, services and gateway up: the page, and HTTP for programs. */
@Command(
    name = "studio",
    description = {
      "Starts a broker, all services and the gateway in one process: open the address it prints in a browser, drop a song, and see, hear and correct what is found.",
      "",
      "Programs use the same address: /api shows how."
    })
final class StudioCommand implements Callable<Integer> {
  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "The page's port on localhost (default: ${DEFAULT-VALUE}).")
  int port = 8080;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      defaultValue = "0",
      description = "The broker's port on localhost (default: any that is free).")
  int kafkaPort;

  @Mixin ChainOptions chain = new ChainOptions();

  private final Terminal terminal;

  StudioCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    requireFree(port, "--port");
    requireFree(kafkaPort, "--kafka-port");
    chain.analysis.check();
    terminal.note("neume: starting broker, services and gateway");
    Map<String, String> settings = new HashMap<>(chain.analysis.serviceSettings());
    settings.put("quarkus.http.host-enabled", "true");
    settings.put("quarkus.http.port", Integer.toString(port));
    settings.put("neume.gateway.enabled", "true");
    // The page's files are in jars, and are unpacked when they are first asked for.
    settings.put("quarkus.vertx.classpath-resolving", "true");
    settings.put("quarkus.vertx.caching", "true");
    ScratchFolder scratch = ScratchFolder.make();
    Runtime.getRuntime().addShutdownHook(new Thread(scratch::close, "studio-folder"));
    settings.put("quarkus.vertx.cache-directory", scratch.path().resolve("page").toString());
    settings.put("neume.gateway.upload.spool", scratch.path().resolve("spool").toString());
    Path data = chain.data;
    if (data != null) {
      settings.put("neume.gateway.upload.spool", data.toAbsolutePath().resolve("spool").toString());
    }
    EmbeddedChain running =
        EmbeddedChain.start(new ChainSettings(data, kafkaPort, settings), terminal::error);
    terminal.result("neume: studio at http://localhost:%d/; Ctrl-C ends it%n".formatted(port));
    running.awaitEnd();
    return ExitCode.OK;
  }

  /** Says before anything starts what else would be said at the end of the start, and worse. */
  private static void requireFree(int port, String option) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw CommandException.environment(
          "port %d is in use; end the program that holds it, or give another with %s"
              .formatted(port, option),
          e);
    }
  }
}
