package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClusterWatchTest {
  private static final Duration NONE = Duration.ZERO;

  @Test
  void workWithoutExecutorsIsALostCluster() throws InterruptedException {
    CountDownLatch lost = new CountDownLatch(1);
    new ClusterWatch(() -> true, NONE, patience -> lost.countDown()).start();
    assertTrue(lost.await(1, TimeUnit.MINUTES));
  }

  @Test
  void anExecutorThatComesBackBeginsTheWaitAnew() throws InterruptedException {
    AtomicInteger polls = new AtomicInteger();
    CountDownLatch watched = new CountDownLatch(3);
    CountDownLatch lost = new CountDownLatch(1);
    new ClusterWatch(
            () -> {
              watched.countDown();
              return polls.getAndIncrement() % 2 == 0;
            },
            Duration.ofHours(1),
            patience -> lost.countDown())
        .start();
    assertTrue(watched.await(1, TimeUnit.MINUTES));
    assertEquals(1, lost.getCount());
  }

  @Test
  void aSessionThatHasEndedIsNotLost() throws InterruptedException {
    CountDownLatch lost = new CountDownLatch(1);
    new ClusterWatch(
            () -> {
              throw new IllegalStateException("stopped");
            },
            Duration.ofHours(1),
            patience -> lost.countDown())
        .start();
    assertFalse(lost.await(2, TimeUnit.SECONDS));
  }
}
