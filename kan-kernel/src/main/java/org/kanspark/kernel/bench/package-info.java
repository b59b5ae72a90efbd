/**
 * Measures the kernels: evaluations a second beside the multiply-adds a second that the processor
 * can do. Here are timings only; that the kernels compute the right thing is held by tests.
 */
@NullMarked
package org.kanspark.kernel.bench;

import org.jspecify.annotations.NullMarked;
