package org.kanspark.spark;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/** Collects the lines of one logger until it is closed. */
public final class Logged implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private final AbstractAppender appender;

  /** Listens to a logger. */
  public Logged(String name) {
    this.logger = (Logger) LogManager.getLogger(name);
    this.appender =
        new AbstractAppender("collected", null, null, true, Property.EMPTY_ARRAY) {
          @Override
          public void append(LogEvent event) {
            lines.add(event.getMessage().getFormattedMessage());
            if (event.getLevel().isMoreSpecificThan(Level.WARN)) {
              warnings.add(event.getMessage().getFormattedMessage());
            }
          }
        };
    appender.start();
    logger.addAppender(appender);
  }

  /** Returns the lines so far, warnings among them. */
  public List<String> lines() {
    return lines;
  }

  /** Returns the warnings so far. */
  public List<String> warnings() {
    return warnings;
  }

  @Override
  public void close() {
    logger.removeAppender(appender);
  }
}
