package org.neume.gateway.intake;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder for the files of one gateway alone: of several that are given the same place, each has a folder
 * of its own there, and one that begins again takes up what an earlier one has left. The system gives a
 * folder free with the process that holds it, however it ends.
 */
public final class SpoolFolder implements AutoCloseable {
  /** How many gateways may share a place. */
  public static final int MOST = 64;

  private static final String LOCK = "lock";
  private static final String NAME = "files-";
  private static final Set<PosixFilePermission> ALONE =
      PosixFilePermissions.fromString("rwx------");

  private final Path folder;
  private final FileChannel channel;

  private SpoolFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the first folder in a place that no running gateway holds.
   *
   * @throws IOException if there is none, or it cannot be written to
   */
  public static SpoolFolder claim(Path place) throws IOException {
    prepare(place);
    for (int number = 0; number < MOST; number++) {
      Path folder = Files.createDirectories(place.resolve(NAME + number));
      SpoolFolder claimed = tryClaim(folder);
      if (claimed != null) {
        return claimed;
      }
    }
    throw new IOException("%d gateways share %s already".formatted(MOST, place));
  }

  /**
   * Makes the place this user's alone: uploads are nobody else's to read, and the decoder's libraries are
   * loaded from below it.
   */
  private static void prepare(Path place) throws IOException {
    boolean posix = place.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (!Files.exists(place) && posix) {
      Path parent = place.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.createDirectory(place, PosixFilePermissions.asFileAttribute(ALONE));
    }
    if (posix && !Files.getOwner(place).equals(owner(place))) {
      throw new IOException(place + " belongs to another user");
    }
  }

  /** Who this process is, as new files say. */
  private static UserPrincipal owner(Path place) throws IOException {
    Path probe = Files.createTempFile(place, ".owner", "");
    try {
      return Files.getOwner(probe);
    } finally {
      Files.delete(probe);
    }
  }

  private static @Nullable SpoolFolder tryClaim(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Another gateway in this process holds it.
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
    return lock == null ? null : new SpoolFolder(folder, channel);
  }

  /**
   * Takes a folder beside this one that no running gateway holds, so that what its gateway
   * has promised does not wait for its return. To be closed when it was seen to.
   *
   * @param number from 0, below {@link #MOST}
   * @return null where there is none of this number
   */
  public @Nullable SpoolFolder abandoned(int number) throws IOException {
    Path beside = folder.resolveSibling(NAME + number);
    return beside.equals(folder) || !Files.isDirectory(beside) ? null : tryClaim(beside);
  }

  /** The folder. */
  public Path path() {
    return folder;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
