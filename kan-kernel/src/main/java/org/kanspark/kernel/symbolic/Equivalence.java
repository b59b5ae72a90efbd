package org.kanspark.kernel.symbolic;

import java.io.Serializable;

/**
 * Says that a function is another one in disguise: {@code f(x) = outerScale * base(innerScale * x +
 * innerShift) + outerShift}. Both fit the same curves equally well.
 */
public record Equivalence(
    SymbolicFunction base,
    double innerScale,
    double innerShift,
    double outerScale,
    double outerShift)
    implements Serializable {}
