package org.sparkgrad.feature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoTest {
  private static final long PATIENCE_SECONDS = 30;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Memo<String, Integer> memo = new Memo<>();
  private final AtomicInteger made = new AtomicInteger();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code Aa} and {@code BB} have one hash code, so a concurrent map locks them together. */
  @Test
  void onlyThoseWhoWantTheSameWait()
      throws InterruptedException, ExecutionException, TimeoutException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch otherIsMade = new CountDownLatch(1);
    Future<Integer> slow =
        threads.submit(
            () ->
                memo.get(
                    "Aa",
                    () -> {
                      started.countDown();
                      await(otherIsMade);
                      return made.incrementAndGet();
                    }));
    await(started);
    Future<Integer> other = threads.submit(() -> memo.get("BB", made::incrementAndGet));
    assertEquals(1, other.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    Future<Integer> same = threads.submit(() -> memo.get("Aa", made::incrementAndGet));
    otherIsMade.countDown();
    assertEquals(2, slow.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertEquals(2, same.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
    assertEquals(List.of(1, 2), memo.values().stream().sorted().toList());
  }

  @Test
  void whatIsRemovedIsMadeAnew() {
    memo.get("one", made::incrementAndGet);
    memo.get("two", made::incrementAndGet);
    assertEquals(List.of(2), memo.remove("two"::equals));
    assertEquals(List.of(1), memo.values());
    assertEquals(1, memo.get("one", made::incrementAndGet));
    assertEquals(3, memo.get("two", made::incrementAndGet));
  }

  @Test
  void whatFailsIsMadeAnew() {
    assertThrows(
        IllegalStateException.class,
        () ->
            memo.get(
                "key",
                () -> {
                  throw new IllegalStateException();
                }));
    assertEquals(List.of(), memo.values());
    assertEquals(1, memo.get("key", made::incrementAndGet));
    assertEquals(1, memo.get("key", made::incrementAndGet));
  }
}
