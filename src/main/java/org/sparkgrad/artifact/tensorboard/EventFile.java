package org.sparkgrad.artifact.tensorboard;

import java.time.Instant;
import java.util.Map;
import org.sparkgrad.io.LiveFile;
import org.sparkgrad.io.ProtobufMessage;

/**
 * A file of TensorFlow's {@code Event} messages with scalars.
 *
 * <p>Source: TensorFlow, {@code tensorflow/core/util/event.proto} and {@code
 * tensorflow/core/framework/summary.proto}.
 */
final class EventFile implements AutoCloseable {
  private static final String VERSION = "brain.Event:2";

  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;

  private static final int SUMMARY_VALUE = 1;
  private static final int VALUE_TAG = 1;
  private static final int VALUE_SIMPLE = 2;

  private static final int SESSION_STATUS = 1;
  private static final int SESSION_START = 1;

  private final LiveFile file;

  /** Begins with the version of the format. */
  EventFile(LiveFile file, Instant now) {
    this.file = file;
    write(event(now).text(FILE_VERSION, VERSION));
  }

  /** Says that training goes on at a step: what earlier files have from there on is void. */
  void goesOnAt(long step, Instant now) {
    write(
        event(now)
            .varint(STEP, step)
            .message(SESSION_LOG, new ProtobufMessage().varint(SESSION_STATUS, SESSION_START)));
  }

  /**
   * @param scalars values by their tags, in this order
   */
  void add(long step, Map<String, Double> scalars, Instant now) {
    ProtobufMessage summary = new ProtobufMessage();
    scalars.forEach(
        (tag, value) ->
            summary.message(
                SUMMARY_VALUE,
                new ProtobufMessage()
                    .text(VALUE_TAG, tag)
                    .floatValue(VALUE_SIMPLE, value.floatValue())));
    write(event(now).varint(STEP, step).message(SUMMARY, summary));
  }

  private static ProtobufMessage event(Instant now) {
    return new ProtobufMessage().doubleValue(WALL_TIME, now.toEpochMilli() / 1000.0);
  }

  private void write(ProtobufMessage event) {
    file.write(RecordFraming.of(event.toBytes()));
  }

  void flush() {
    file.flush();
  }

  @Override
  public void close() {
    file.close();
  }
}
