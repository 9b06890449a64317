package org.neume.cli.status;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neume.cli.CommandException;

/** Fetches the metrics pages of services. Confined to one thread. */
public final class MetricsReader {
  private static final String PATH = "/q/metrics";
  private static final int FIRST_PORT = 8081;
  private static final int LAST_PORT = 8084;
  private static final int OK = 200;

  private final List<URI> addresses;
  private final boolean looked;
  private final Replicas replicas;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private MetricsReader(List<URI> addresses, boolean looked, Replicas replicas) {
    this.addresses = addresses;
    this.looked = looked;
    this.replicas = replicas;
  }

  /**
   * Pages at addresses that somebody gave, as {@code host:port} or with all that is before and behind.
   * A name that stands for several replicas is asked for the pages of all.
   *
   * @throws CommandException if one is no address
   */
  public static MetricsReader at(List<String> given) {
    return at(given, new Replicas());
  }

  /** The same with another knowledge of names. */
  static MetricsReader at(List<String> given, Replicas replicas) {
    return new MetricsReader(given.stream().map(MetricsReader::address).toList(), false, replicas);
  }

  /** Pages where services of a broker on this machine usually have them, if any do. */
  public static MetricsReader lookingBeside(String bootstrap) {
    boolean here = bootstrap.startsWith("localhost:") || bootstrap.startsWith("127.0.0.1:");
    return new MetricsReader(
        here
            ? IntStream.rangeClosed(FIRST_PORT, LAST_PORT)
                .mapToObj(port -> URI.create("http://127.0.0.1:" + port + PATH))
                .toList()
            : List.of(),
        true,
        new Replicas());
  }

  /** What was fetched, and a line for each page that was given and does not answer. */
  record Fetched(MetricsPages pages, List<String> problems) {}

  /** Fetches all pages. */
  Fetched fetch() {
    MetricsPages pages = new MetricsPages();
    List<String> problems = new ArrayList<>();
    for (URI address : addresses) {
      try {
        for (URI replica : replicas.of(address)) {
          fetch(replica, pages, problems);
        }
      } catch (UnknownHostException e) {
        problems.add(
            "no metrics at %s: nobody knows the name %s; see that the service runs, or correct --metrics"
                .formatted(address, address.getHost()));
      }
    }
    return new Fetched(pages, problems);
  }

  private void fetch(URI address, MetricsPages pages, List<String> problems) {
    try {
      pages.add(get(address));
    } catch (IOException e) {
      if (!looked) {
        problems.add(
            "no metrics at %s: %s; see that the service runs, or correct --metrics"
                .formatted(address, e.getMessage() == null ? "no answer" : e.getMessage()));
      }
    }
  }

  private String get(URI address) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != OK) {
        throw new IOException("it answers " + response.statusCode());
      }
      return response.body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.environment("interrupted", e);
    }
  }

  private static URI address(String given) {
    String text = given.strip();
    try {
      URI uri = URI.create(text.contains("://") ? text : "http://" + text);
      boolean bare = uri.getPath().isEmpty() || uri.getPath().equals("/");
      if (uri.getHost() != null && uri.getScheme().startsWith("http")) {
        return bare ? uri.resolve(PATH) : uri;
      }
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw CommandException.usage(
        "%s is no address of metrics; give one such as http://host:8081".formatted(given));
  }
}
