package org.neume.media;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Opens audio: wav, aiff, flac, mp3, ogg vorbis, opus, m4a. The content decides, the file name never does. What comes out
 * is at the file's own rate and channel count, without the delay and padding that an encoder added where the file states
 * them (mp3 with a LAME or Xing header, m4a with an edit list, Vorbis, Opus).
 */
public final class AudioFile {
  private AudioFile() {}

  /**
   * Opens a regular file and decodes its beginning.
   *
   * @throws MediaException with a one-line message when the file is missing, empty, encrypted or no audio
   */
  public static AudioSource open(Path file) throws IOException {
    String name = file.toString();
    if (!Files.exists(file)) {
      throw new MediaException(
          MediaException.Kind.NOT_FOUND, name, "there is no such file", "check the path");
    }
    if (Files.isDirectory(file)) {
      throw new MediaException(
          MediaException.Kind.NOT_A_FILE,
          name,
          "is a folder, not a file",
          "give the audio files in it");
    }
    if (!Files.isRegularFile(file)) {
      throw new MediaException(
          MediaException.Kind.NOT_A_FILE,
          name,
          "is a device or pipe",
          "hand it over on standard input");
    }
    if (!Files.isReadable(file)) {
      throw new MediaException(
          MediaException.Kind.NOT_FOUND,
          name,
          "may not be read by this user",
          "change its permissions");
    }
    if (Files.size(file) == 0) {
      throw new MediaException(
          MediaException.Kind.EMPTY, name, "is empty (0 bytes)", "give a file with sound in it");
    }
    return open(new FileBytes(file), name);
  }

  /**
   * Decodes a regular file that is open already, from its first byte on, without ever asking for it by name. Closing the
   * source closes the channel.
   *
   * @param name what to call it in messages
   */
  public static AudioSource open(FileChannel file, String name) throws IOException {
    if (file.size() == 0) {
      file.close();
      throw new MediaException(
          MediaException.Kind.EMPTY, name, "is empty (0 bytes)", "give a file with sound in it");
    }
    return open(new FileBytes(file), name);
  }

  private static AudioSource open(FileBytes bytes, String name) throws IOException {
    try {
      WavHeader header = WavHeader.read(bytes).orElse(null);
      if (header != null) {
        refuseAbsurd(header, name);
      }
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
    return FfmpegSource.open(bytes, name);
  }

  /**
   * Opens a stream that holds a whole file in any of the formats, standard input for instance. An m4a whose index comes
   * last needs a file. Closing the source closes the stream.
   *
   * @param name what to call it in messages
   */
  public static AudioSource open(InputStream stream, String name) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(stream);
    buffered.mark(1);
    if (buffered.read() < 0) {
      buffered.close();
      throw new MediaException(
          MediaException.Kind.EMPTY,
          name,
          "is empty (0 bytes)",
          "check the program that writes it");
    }
    buffered.reset();
    return FfmpegSource.open(new StreamBytes(buffered), name);
  }

  /**
   * Opens a stream of bare little-endian samples without any header.
   *
   * @param format rate and channels, which nothing in the stream tells
   */
  public static AudioSource openRaw(
      InputStream stream, String name, SampleFormat format, PcmEncoding encoding) {
    return new RawSource(stream, name, format, encoding);
  }

  private static void refuseAbsurd(WavHeader header, String name) throws MediaException {
    String claim = header.absurdity().orElse(null);
    if (claim != null) {
      throw new MediaException(
          MediaException.Kind.ABSURD,
          name,
          "its header claims " + claim,
          "correct the header or export the recording again");
    }
  }
}
