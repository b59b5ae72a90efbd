package org.kanspark.spark.aggregate;

import java.io.Serializable;
import java.nio.ByteBuffer;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.SerializerInstance;
import org.jspecify.annotations.Nullable;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * Carries an object between processes as bytes that Spark's closure serialiser (always Java's)
 * made. A user's choice of {@code spark.serializer}, which may refuse records or classes it was not
 * told of, then does not matter, and the size of what travels is known.
 *
 * @param <T> what is carried
 */
final class Shipped<T> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final byte[] bytes;
  private transient volatile @Nullable T value;

  private Shipped(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Packs an object. */
  static <T> Shipped<T> of(T value) {
    ByteBuffer buffer = serializer().serialize(value, anyClass());
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return new Shipped<>(bytes);
  }

  /** Unpacks a new copy of the object. */
  T open() {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader loader = context != null ? context : Shipped.class.getClassLoader();
    return serializer().deserialize(ByteBuffer.wrap(bytes), loader, anyClass());
  }

  /** Returns one copy of the object, shared by all callers in this process. */
  T shared() {
    T opened = value;
    if (opened == null) {
      synchronized (this) {
        opened = value;
        if (opened == null) {
          opened = open();
          value = opened;
        }
      }
    }
    return opened;
  }

  /** Returns the number of bytes. */
  long size() {
    return bytes.length;
  }

  private static SerializerInstance serializer() {
    return SparkEnv.get().closureSerializer().newInstance();
  }

  private static <T> ClassTag<T> anyClass() {
    return ClassTag$.MODULE$.apply(Object.class);
  }
}
