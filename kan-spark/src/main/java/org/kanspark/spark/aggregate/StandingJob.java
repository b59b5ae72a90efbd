package org.kanspark.spark.aggregate;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a job of the calling thread's job group and tags active until it is closed, so that
 * cancelling them finds something to cancel, and tells when that has happened.
 *
 * <p>Spark cancels a group or tag by failing the jobs of it that are active at that moment, and
 * leaves no other trace: no event, no flag. A job counts as active while it has a task to run (one
 * without tasks is over when it is submitted), and a task that runs has a core. So the job has one
 * task that sleeps, and makes way: whenever a stage of another job is submitted the next standing
 * job is, behind it in Spark's queue, and then the former one ends. Others wait some milliseconds
 * for the core, also where there is only one; a standing job that waits for a core is active, too.
 * Where pools are fair it has its own, the last by name, and so the last in turn among equals.
 *
 * <p>Not chosen: training inside a task, which would hold its core against other fits, and against
 * jobs that a training listener runs; a chain of short jobs, which would be hundreds a second; a
 * task result that is slow to be read, which holds no core but one of the four threads that read
 * the results of all jobs.
 */
final class StandingJob extends SparkListener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StandingJob.class);
  private static final String MARK = "kanspark.standing";
  private static final String POOL = "~kanspark";
  private static final long PATIENCE_MILLIS = 500;

  private final SparkContext context;
  private final ScheduledThreadPoolExecutor thread;
  private final AtomicBoolean isDue = new AtomicBoolean();
  private final Queue<JavaFutureAction<Void>> jobs = new ConcurrentLinkedQueue<>();

  // Only the thread looks at these.
  private @Nullable Broadcast<Integer> broadcast;
  private boolean isClosed;

  /** Submits the first job. */
  StandingJob(SparkContext context, String description) {
    this.context = context;
    // Made by the first task, so as a child of this thread: it inherits the group and the tags.
    this.thread =
        new ScheduledThreadPoolExecutor(
            1, StandingJob::daemon, new ThreadPoolExecutor.DiscardPolicy());
    await(thread.submit(() -> begin(description)));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "kan-standing-job");
    thread.setDaemon(true);
    return thread;
  }

  private void begin(String description) {
    context.setLocalProperty("spark.job.description", description);
    context.setLocalProperty("spark.scheduler.pool", POOL);
    context.setLocalProperty(MARK, "true");
    renew();
    context.addSparkListener(this);
    long period = StandingTask.LONGEST_NANOS / 2;
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.NANOSECONDS);
  }

  @Override
  public void onStageSubmitted(SparkListenerStageSubmitted stage) {
    boolean own = stage.properties() != null && stage.properties().getProperty(MARK) != null;
    if (!own && !isDue.getAndSet(true)) {
      thread.execute(this::renew);
    }
  }

  /** Submits the next job before it ends the last one. */
  private void renew() {
    isDue.set(false);
    if (isClosed || context.isStopped()) {
      return;
    }
    Broadcast<Integer> former = broadcast;
    try {
      JavaSparkContext spark = JavaSparkContext.fromSparkContext(context);
      broadcast = spark.broadcast(0);
      StandingTask task = new StandingTask(broadcast.id());
      jobs.add(spark.parallelize(List.of(0), 1).foreachPartitionAsync(task));
    } catch (Exception e) {
      // The fit goes on, but cannot be cancelled by its group for a while.
      LOG.warn("no job stands for a training", e);
    }
    if (former != null && former != broadcast) {
      former.destroy();
    }
  }

  /**
   * Returns if nobody has cancelled a job.
   *
   * @param cancelled takes Spark's message if somebody has
   */
  void check(Consumer<String> cancelled) {
    jobs.removeIf(job -> isOver(job, cancelled));
  }

  private static boolean isOver(Future<Void> job, Consumer<String> cancelled) {
    if (!job.isDone()) {
      return false;
    }
    String failure = failure(job);
    if (failure.contains("cancelled")) {
      cancelled.accept(failure);
    }
    return true;
  }

  private static String failure(Future<Void> job) {
    try {
      job.get();
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    } catch (ExecutionException e) {
      return String.valueOf(e.getCause() == null ? e : e.getCause().getMessage());
    }
  }

  private static void await(Future<?> task) {
    try {
      task.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("a standing job", e);
    }
  }

  @Override
  public void close() {
    context.removeSparkListener(this);
    await(thread.submit(this::end));
    thread.shutdownNow();
    // Those still waiting for a core.
    jobs.stream().filter(job -> !job.isDone()).forEach(job -> job.cancel(true));
  }

  private void end() {
    isClosed = true;
    if (broadcast != null) {
      broadcast.destroy();
    }
    jobs.forEach(StandingJob::await);
  }
}
