package org.neume.cli.chain;

import io.quarkus.runtime.Application;
import io.quarkus.runtime.Quarkus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;
import org.neume.cli.ExitCode;
import org.neume.cli.broker.BrokerStartException;
import org.neume.cli.broker.EmbeddedBroker;
import org.neume.cli.broker.TopicSetup;

/**
 * A broker and all services in this process. One per process: settings travel as system properties,
 * which is where Quarkus reads them.
 *
 * <p>Order on the way down, whoever begins it: the services first, while they can still commit, then
 * the broker, then the folder if it is a temporary one.
 */
public final class EmbeddedChain implements AutoCloseable {
  private static final long STOP_SECONDS = 15;

  /** Where the broker's files are: it refuses a folder that holds anything else. */
  private static final String BROKER_FOLDER = "broker";

  private final EmbeddedBroker broker;
  private final @Nullable ScratchFolder scratch;
  private final CountDownLatch servicesStopped = new CountDownLatch(1);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /** Set once the process ends by itself: what the broker says of a folder that is gone is no news then. */
  private final AtomicBoolean stopping;

  private EmbeddedChain(
      EmbeddedBroker broker, @Nullable ScratchFolder scratch, AtomicBoolean stopping) {
    this.broker = broker;
    this.scratch = scratch;
    this.stopping = stopping;
  }

  /**
   * Starts broker, topics and services, and waits until the services are up.
   *
   * @param onFailure told in one line if the broker fails later on, or if a stage can write no more;
   *     the process then ends with exit code 3, for nothing can go on without them
   * @throws CommandException with exit code 3 and the cause
   */
  public static EmbeddedChain start(ChainSettings settings, Consumer<String> onFailure) {
    NativeNoise.silence();
    Path given = settings.data();
    ScratchFolder scratch = given == null ? ScratchFolder.make() : null;
    AtomicBoolean stopping = new AtomicBoolean();
    try {
      Path data = scratch == null ? brokerFolder(Objects.requireNonNull(given)) : scratch.path();
      EmbeddedBroker broker =
          EmbeddedBroker.start(
              data, settings.port(), message -> end(message, onFailure, scratch, stopping));
      EmbeddedChain chain = new EmbeddedChain(broker, scratch, stopping);
      Runtime.getRuntime().addShutdownHook(new Thread(chain::stopBroker, "chain-stop"));
      TopicSetup.createMissing(broker.bootstrap());
      chain.startServices(settings.services());
      ServiceWatch.start(why -> end(why, onFailure, scratch, stopping));
      return chain;
    } catch (BrokerStartException e) {
      if (scratch != null) {
        scratch.close();
      }
      throw CommandException.environment(String.valueOf(e.getMessage()), e);
    }
  }

  private static Path brokerFolder(Path data) {
    if (Files.exists(data.resolve("meta.properties"))) {
      throw new BrokerStartException(
          "%s holds the files of a broker itself; move them into %s, or give another folder"
              .formatted(data, data.resolve(BROKER_FOLDER)),
          null);
    }
    return data.resolve(BROKER_FOLDER);
  }

  /** The broker's address, {@code host:port}. */
  public String bootstrap() {
    return broker.bootstrap();
  }

  /** Waits until the services end, which they do when the process is told to. */
  public void awaitEnd() throws InterruptedException {
    servicesStopped.await();
  }

  /** Stops services and broker in order. */
  @Override
  public void close() {
    Quarkus.asyncExit(0);
    stopBroker();
  }

  /**
   * Ends the process at once where nothing is worth keeping: a temporary broker's committed offsets
   * serve nobody, so its services need no orderly end, which takes seconds.
   */
  public void abandon(int exitCode) {
    System.out.flush();
    System.err.flush();
    if (scratch != null) {
      leave();
      scratch.close();
      Runtime.getRuntime().halt(exitCode);
    }
    System.exit(exitCode);
  }

  private static void end(
      String message,
      Consumer<String> onFailure,
      @Nullable ScratchFolder scratch,
      AtomicBoolean stopping) {
    if (stopping.get()) {
      return;
    }
    onFailure.accept(message);
    if (scratch != null) {
      scratch.close();
    }
    Runtime.getRuntime().halt(ExitCode.ENVIRONMENT);
  }

  private void startServices(Map<String, String> services) {
    System.setProperty("kafka.bootstrap.servers", broker.bootstrap());
    services.forEach(System::setProperty);
    Thread thread = new Thread(this::runServices, "services");
    thread.setDaemon(true);
    thread.start();
    while (!isStarted()) {
      Throwable cause = failure.get();
      if (cause == null && stopping.get()) {
        throw CommandException.environment("stopped while the services started");
      }
      if (cause != null || servicesStopped.getCount() == 0) {
        throw CommandException.environment("the services do not start: " + rootMessage(cause));
      }
      pause();
    }
  }

  private void runServices() {
    try {
      Quarkus.run(
          ChainApplication.class,
          (code, thrown) -> {
            if (thrown != null) {
              failure.compareAndSet(null, thrown);
            }
            servicesStopped.countDown();
          });
    } finally {
      servicesStopped.countDown();
    }
  }

  private static boolean isStarted() {
    Application application = Application.currentApplication();
    return application != null && application.isStarted();
  }

  private void stopBroker() {
    leave();
    try {
      if (!servicesStopped.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    broker.close();
    if (scratch != null) {
      scratch.close();
    }
  }

  private void leave() {
    stopping.set(true);
    // Whatever a thread meets while the ground is taken from under it is no news to the user.
    Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> {});
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.environment("interrupted while the services started", e);
    }
  }

  private static String rootMessage(@Nullable Throwable thrown) {
    if (thrown == null) {
      return "they ended at once; see the lines above";
    }
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }
}
