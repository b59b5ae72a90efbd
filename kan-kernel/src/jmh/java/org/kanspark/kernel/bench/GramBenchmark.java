package org.kanspark.kernel.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Times the two ways to sum {@code v v'} over sparse vectors: one operation is one vector. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(GramFixture.VECTORS)
@State(Scope.Thread)
public class GramBenchmark {

  /** Entries of a vector. */
  @Param("480")
  public int size;

  /** Entries over non-zero ones. */
  @Param({"2", "4", "8"})
  public int sparsity;

  /** The kernel. */
  @Param({"simd", "scalar"})
  public String kernel = "";

  private GramFixture fixture;

  /** Makes the vectors. */
  @Setup
  public void setUp() {
    fixture = new GramFixture(size, sparsity, kernel);
  }

  /** Adds the vectors as they are. */
  @Benchmark
  public void addOuterProducts() {
    fixture.addOuterProducts();
  }

  /** Adds the vectors spread out. */
  @Benchmark
  public void addGram() {
    fixture.addGram();
  }
}
