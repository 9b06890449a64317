package org.neume.gateway.it;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Silence as flac files, whose blocks of 65,535 samples take some fifteen bytes each. */
final class Flac {
  static final int BLOCK = 65_535;

  private static final int STREAM_INFO = 34;
  private static final int CRC8 = 0x07;
  private static final int CRC16 = 0x8005;

  private Flac() {}

  /**
   * Silence of one channel in 16 bits.
   *
   * @param blocks how many blocks of {@value #BLOCK} samples
   * @param said how many samples the file says that it has; 0 for unknown
   */
  static byte[] silence(int rate, int blocks, long said) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("fLaC".getBytes(StandardCharsets.US_ASCII));
    // The last block of metadata, with its length.
    file.writeBytes(new byte[] {(byte) 0x80, 0, 0, STREAM_INFO});
    ByteBuffer info = ByteBuffer.allocate(STREAM_INFO);
    info.putShort((short) BLOCK).putShort((short) BLOCK).put(new byte[6]);
    // 20 bits of rate, 3 of channels less one, 5 of bits less one, 36 of samples.
    info.putLong(((long) rate << 44) | (15L << 36) | said);
    file.writeBytes(info.array());
    for (int block = 0; block < blocks; block++) {
      file.writeBytes(block(block));
    }
    return file.toByteArray();
  }

  private static byte[] block(int number) {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    // Its size follows behind its number; one channel, all else as the stream has it.
    block.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xF8, 0x70, 0x00});
    // Numbers are written as UTF-8 writes characters.
    block.writeBytes(new String(Character.toChars(number)).getBytes(StandardCharsets.UTF_8));
    block.writeBytes(new byte[] {(byte) ((BLOCK - 1) >> 8), (byte) (BLOCK - 1)});
    block.write(crc(block.toByteArray(), CRC8, 8));
    // A constant, which is zero.
    block.writeBytes(new byte[] {0, 0, 0});
    int crc = crc(block.toByteArray(), CRC16, 16);
    block.writeBytes(new byte[] {(byte) (crc >> 8), (byte) crc});
    return block.toByteArray();
  }

  private static int crc(byte[] bytes, int polynomial, int bits) {
    int crc = 0;
    for (byte b : bytes) {
      crc ^= (b & 0xFF) << (bits - 8);
      for (int i = 0; i < 8; i++) {
        boolean carry = ((crc >> (bits - 1)) & 1) == 1;
        crc = (crc << 1) & ((1 << bits) - 1);
        crc ^= carry ? polynomial : 0;
      }
    }
    return crc;
  }
}
