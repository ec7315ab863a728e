package org.sparkgrad.artifact.tensorboard;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sparkgrad.evaluation.Evaluation;
import org.sparkgrad.image.TestViews;
import org.sparkgrad.io.Directory;
import org.sparkgrad.train.Cell;
import org.sparkgrad.train.CellResult;
import org.sparkgrad.train.CurvePoint;
import org.sparkgrad.train.TrainingListener;

/**
 * Writes the curves of cells as they train, for TensorBoard: in a directory for each cell an event
 * file for each stretch that it is trained in, one event per iteration, with the wall time at which
 * it was made. Steps are the iterations of the {@code curves} table.
 *
 * <p>A file that cannot be written ends the log of its cell, with a warning, and nothing else.
 */
public final class TensorBoardLog implements TrainingListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TensorBoardLog.class);
  private static final Duration FLUSH = Duration.ofSeconds(2);

  private final Supplier<Directory> directory;
  private final InstantSource clock;
  private final AtomicInteger files = new AtomicInteger();
  private final Map<String, Stretch> stretches = new ConcurrentHashMap<>();

  /**
   * @param directory of the event files, asked for when the first is written
   */
  public TensorBoardLog(Supplier<Directory> directory) {
    this(directory, InstantSource.system());
  }

  TensorBoardLog(Supplier<Directory> directory, InstantSource clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** The file of a cell between two checkpoints, or none once writing has failed. */
  private static final class Stretch {
    private Optional<EventFile> file;
    private Instant flushed;

    Stretch(Optional<EventFile> file, Instant now) {
      this.file = file;
      flushed = now;
    }
  }

  @Override
  public void iterated(Cell cell, CurvePoint point) {
    Map<String, Double> scalars = new LinkedHashMap<>();
    scalars.put("loss/batch", point.dataLoss());
    scalars.put("loss/penalty", point.penalty());
    scalars.put("learning_rate", point.learningRate());
    putSample(point, scalars);
    add(cell.name(), point.iteration(), scalars);
  }

  @Override
  public void measured(Cell cell, CurvePoint point) {
    Map<String, Double> scalars = new LinkedHashMap<>();
    putSample(point, scalars);
    add(cell.name(), point.iteration(), scalars);
  }

  private static void putSample(CurvePoint point, Map<String, Double> scalars) {
    point.validationLoss().ifPresent(value -> scalars.put("loss/validation", value));
    point.trainAccuracy().ifPresent(value -> scalars.put("accuracy/train_sample", value));
    point.validationAccuracy().ifPresent(value -> scalars.put("accuracy/validation", value));
  }

  @Override
  public void waits(CellResult result) {
    end(result.cell().name());
  }

  /** The test accuracy stands at the last iteration. */
  @Override
  public void ended(CellResult result) {
    String cell = result.cell().name();
    if (stretches.containsKey(cell) && result.test().isPresent()) {
      Evaluation test = result.test().get();
      Map<String, Double> scalars = new LinkedHashMap<>();
      String views = views(result.testViews().orElse(TestViews.NONE));
      scalars.put("loss/test" + views, test.meanLoss());
      scalars.put("accuracy/test" + views, test.accuracy());
      add(cell, Math.max(0, result.iterationsRun() - 1), scalars);
    }
    end(cell);
  }

  /** What the names of figures end in that are not of the images as they are. */
  private static String views(TestViews views) {
    return views == TestViews.NONE ? "" : "_views_" + views.label();
  }

  private void add(String cell, long step, Map<String, Double> scalars) {
    Stretch stretch = stretches.computeIfAbsent(cell, name -> begin(name, step));
    synchronized (stretch) {
      Instant now = clock.instant();
      attempt(cell, stretch, file -> file.add(step, scalars, now));
      if (Duration.between(stretch.flushed, now).compareTo(FLUSH) >= 0) {
        attempt(cell, stretch, EventFile::flush);
        stretch.flushed = now;
      }
    }
  }

  private Stretch begin(String cell, long step) {
    Instant now = clock.instant();
    String name =
        "events.out.tfevents.%010d.sparkgrad.%d.%d"
            .formatted(
                now.getEpochSecond(), ProcessHandle.current().pid(), files.incrementAndGet());
    try {
      EventFile file = new EventFile(directory.get().child(cell).begin(name), now);
      if (step > 0) {
        file.goesOnAt(step, now);
      }
      return new Stretch(Optional.of(file), now);
    } catch (UncheckedIOException e) {
      LOG.warn("{}: no event file: {}", cell, e.getMessage());
      return new Stretch(Optional.empty(), now);
    }
  }

  private static void attempt(String cell, Stretch stretch, Consumer<EventFile> action) {
    try {
      stretch.file.ifPresent(action);
    } catch (UncheckedIOException e) {
      LOG.warn("{}: its event file ends here: {}", cell, e.getMessage());
      stretch.file = Optional.empty();
    }
  }

  private void end(String cell) {
    Stretch stretch = stretches.remove(cell);
    if (stretch != null) {
      synchronized (stretch) {
        attempt(cell, stretch, EventFile::close);
      }
    }
  }

  /** Ends the files of cells that have not come to their end. */
  @Override
  public void close() {
    stretches.keySet().forEach(this::end);
  }
}
