package org.neume.cli.status;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * The replicas behind the name of a service: each has an address of its own there, as in compose's
 * network. Safe for use by many threads.
 */
final class Replicas {
  /** Who knows the addresses of a name. */
  interface Names {
    InetAddress[] of(String host) throws UnknownHostException;
  }

  private final Names names;

  /** As this machine knows names. */
  Replicas() {
    this(InetAddress::getAllByName);
  }

  Replicas(Names names) {
    this.names = names;
  }

  /**
   * The same page of every replica. A replica is counted once: of a name with addresses of both
   * families the older are taken, and this machine and those behind TLS, whose certificate is for the
   * name, are asked by their name.
   */
  List<URI> of(URI page) throws UnknownHostException {
    String host = page.getHost();
    if (!page.getScheme().equals("http") || isAddress(host)) {
      return List.of(page);
    }
    List<InetAddress> all = List.of(names.of(host));
    List<InetAddress> older = all.stream().filter(Inet4Address.class::isInstance).toList();
    List<InetAddress> chosen = older.isEmpty() ? all : older;
    if (chosen.size() < 2 || host.equals("localhost")) {
      return List.of(page);
    }
    return chosen.stream().map(address -> at(page, address)).toList();
  }

  private static boolean isAddress(String host) {
    return host.startsWith("[") || host.matches("[0-9.]+");
  }

  private static URI at(URI page, InetAddress address) {
    String text = address.getHostAddress();
    String host = address instanceof Inet4Address ? text : "[" + text + "]";
    String port = page.getPort() < 0 ? "" : ":" + page.getPort();
    String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
    return URI.create("http://" + host + port + page.getRawPath() + query);
  }
}
