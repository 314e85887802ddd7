package io.streambed.app.command;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;

/** Keeps Kafka's own log lines off standard error; logback makes it from its configuration. */
public final class OwnWordsFilter extends Filter<ILoggingEvent> {

  @Override
  public FilterReply decide(ILoggingEvent event) {
    String logger = event.getLoggerName();
    boolean foreign =
        logger.startsWith("kafka.")
            || logger.startsWith("org.apache.kafka.")
            || logger.equals("state.change.logger");
    return foreign ? FilterReply.DENY : FilterReply.NEUTRAL;
  }
}
