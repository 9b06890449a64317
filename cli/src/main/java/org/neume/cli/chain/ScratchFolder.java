package org.neume.cli.chain;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.neume.cli.CommandException;

/**
 * A folder for what nobody wants to keep, gone when it is closed.
 *
 * @param path where it is
 */
public record ScratchFolder(Path path) implements AutoCloseable {

  /**
   * Makes one in the system's temporary folder.
   *
   * @throws CommandException with exit code 3 if that cannot be written to
   */
  public static ScratchFolder make() {
    try {
      return new ScratchFolder(Files.createTempDirectory("neume-"));
    } catch (IOException e) {
      throw CommandException.environment(
          ("no temporary folder can be made in %s; free some space there, or name another with"
                  + " NEUME_JAVA_OPTS=-Djava.io.tmpdir=DIR")
              .formatted(System.getProperty("java.io.tmpdir")),
          e);
    }
  }

  /** Deletes the folder with all that is in it; what cannot be deleted stays. */
  @Override
  public void close() {
    try {
      Files.walkFileTree(path, new Deletion());
    } catch (IOException e) {
      // A leftover in the temporary folder is no reason to fail what has been done.
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      // The running broker renames and deletes files of its own.
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
