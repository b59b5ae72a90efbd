package org.kanspark.kernel.train;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.kanspark.kernel.network.KanNetwork;

/**
 * Writes a {@link TrainingState} as bytes and reads it back, every bit.
 *
 * <p>The layout, numbers big-endian as {@link java.io.DataOutput} writes them: the characters
 * {@code KANC}, the version of the layout (int), the components of the records in the order of
 * their declaration, the CRC-32 of all before (long). Arrays and lists are preceded by their length
 * (int), texts are modified UTF-8, what may be absent is preceded by a boolean. Of a network only
 * the knots are written, input by input: kind (byte) and knots; all else of it follows from the
 * settings. The state of a solver is preceded by a byte, 0 for L-BFGS, 1 for Gauss-Newton.
 */
final class StateFormat {
  private static final int MAGIC = 0x4B414E43;
  private static final int VERSION = 2;
  private static final int CHECKSUM_BYTES = Long.BYTES;

  private StateFormat() {}

  static byte[] write(TrainingState state) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CheckedOutputStream checked = new CheckedOutputStream(bytes, new CRC32());
    try (DataOutputStream data = new DataOutputStream(checked)) {
      data.writeInt(MAGIC);
      data.writeInt(VERSION);
      new StateWriter(data).write(state);
      data.writeLong(checked.getChecksum().getValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Reads a state.
   *
   * @param content what {@link #write} returned
   * @param template network of the same training at any knots
   * @throws IllegalArgumentException if it is incomplete, damaged or of another format
   */
  static TrainingState read(byte[] content, KanNetwork template) {
    int length = content.length - CHECKSUM_BYTES;
    if (length < 2 * Integer.BYTES || ByteBuffer.wrap(content).getInt() != MAGIC) {
      throw new IllegalArgumentException("it is incomplete or no checkpoint");
    }
    int version = ByteBuffer.wrap(content).getInt(Integer.BYTES);
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "it has format version %d, accepted: %d".formatted(version, VERSION));
    }
    if (ByteBuffer.wrap(content).getLong(length) != checksum(content, length)) {
      throw new IllegalArgumentException("it is incomplete or damaged");
    }
    int start = 2 * Integer.BYTES;
    try (DataInputStream data =
        new DataInputStream(new ByteArrayInputStream(content, start, length - start))) {
      return new StateReader(data, template).state();
    } catch (IOException e) {
      throw new IllegalArgumentException("it is incomplete", e);
    }
  }

  private static long checksum(byte[] content, int length) {
    CRC32 sum = new CRC32();
    sum.update(content, 0, length);
    return sum.getValue();
  }
}
