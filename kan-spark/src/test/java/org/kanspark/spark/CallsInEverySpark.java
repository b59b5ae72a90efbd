package org.kanspark.spark;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.FieldAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.stream.Stream;

/**
 * Looks at the descriptors of all calls and fields in the bytecode. A name found at compile time
 * with a Seq of Scala or a value of json4s in its descriptor has another one in Spark 3.5 or Scala
 * 2.12: the JVM would throw a NoSuchMethodError.
 */
final class CallsInEverySpark extends ArchCondition<JavaClass> {
  static final ArchCondition<JavaClass> CONDITION = new CallsInEverySpark();

  private static final List<String> NOT_THE_SAME_EVERYWHERE =
      List.of("scala.collection.", "org.json4s.", "scala.jdk.");

  private CallsInEverySpark() {
    super("call only what every Spark has");
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    for (JavaAccess<?> access : type.getAccessesFromSelf()) {
      descriptor(access)
          .map(JavaClass::getName)
          .filter(name -> NOT_THE_SAME_EVERYWHERE.stream().anyMatch(name::startsWith))
          .distinct()
          .forEach(
              name ->
                  events.add(
                      SimpleConditionEvent.violated(
                          access, access.getDescription() + " has " + name)));
    }
  }

  private static Stream<JavaClass> descriptor(JavaAccess<?> access) {
    if (access.getTarget() instanceof CodeUnitAccessTarget called) {
      return Stream.concat(
          called.getRawParameterTypes().stream(),
          Stream.of(called.getRawReturnType(), called.getOwner()));
    }
    return access.getTarget() instanceof FieldAccessTarget field
        ? Stream.of(field.getRawType(), field.getOwner())
        : Stream.of(access.getTargetOwner());
  }
}
