package io.streambed.inference.client;

import com.fasterxml.jackson.databind.JavaType;
import io.streambed.inference.document.PosteriorNote;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Reads a stream of server-sent events on a thread of its own, and begins it anew where it left off
 * whenever it ends, fails or falls silent, until its {@code ended} is done.
 */
final class Follower implements Runnable {
  private static final JavaType NOTE = Documents.of(PosteriorNote.class);
  private static final int OK = 200;
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpClient http;
  private final Supplier<HttpRequest.Builder> request;
  private final Consumer<PosteriorNote> listener;
  private final Patience patience;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private String last;

  /** Ends what is under way. */
  private volatile Runnable stop = () -> {};

  /**
   * @param request of the stream, fresh for each attempt
   * @param last id of the last event that is known; empty for none
   */
  Follower(
      HttpClient http,
      Supplier<HttpRequest.Builder> request,
      String last,
      Consumer<PosteriorNote> listener,
      Patience patience) {
    this.http = http;
    this.request = request;
    this.last = last;
    this.listener = listener;
    this.patience = patience;
  }

  /** Begins; cancel the result to end it. */
  CompletableFuture<Void> start(String name) {
    ended.whenComplete((done, failure) -> stop.run());
    Thread thread = new Thread(this, name);
    thread.setDaemon(true);
    thread.start();
    return ended;
  }

  @Override
  public void run() {
    Duration pause = patience.pause();
    while (!ended.isDone()) {
      try {
        boolean begun = readOnce();
        pause = begun ? patience.pause() : patience.after(pause);
        ended.get(pause.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException again) {
        continue;
      } catch (CancellationException | ExecutionException done) {
        return;
      } catch (InterruptedException | RuntimeException failure) {
        ended.completeExceptionally(failure);
      }
    }
  }

  /**
   * Reads until the stream ends.
   *
   * @return whether it began at all
   * @throws ServerProblem if the server refuses in a way that waiting does not mend
   */
  private boolean readOnce() throws InterruptedException {
    HttpRequest.Builder asked = request.get();
    if (!last.isEmpty()) {
      asked.header("Last-Event-ID", last);
    }
    CompletableFuture<HttpResponse<InputStream>> sent =
        http.sendAsync(asked.build(), BodyHandlers.ofInputStream());
    stopWith(() -> sent.cancel(true));
    HttpResponse<InputStream> answer;
    try {
      answer = sent.get(patience.answer().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException | CancellationException away) {
      sent.cancel(true);
      return false;
    }
    Silence silence = new Silence(answer.body(), patience.silence());
    stopWith(silence::close);
    silence.watch();
    try {
      return read(answer.statusCode(), answer.body(), silence);
    } catch (IOException brokenOff) {
      return answer.statusCode() == OK;
    } finally {
      silence.close();
    }
  }

  /** It may have been ended already, when there was nothing to stop yet. */
  private void stopWith(Runnable work) {
    stop = work;
    if (ended.isDone()) {
      work.run();
    }
  }

  private boolean read(int status, InputStream body, Silence silence) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    if (status != OK) {
      if (status / 100 == 5 || status == TOO_MANY_REQUESTS) {
        return false;
      }
      String said = lines.readLine();
      throw Documents.refusal(status, said == null ? "" : said);
    }
    String id = last;
    String data = "";
    for (String line = lines.readLine(); line != null && !ended.isDone(); line = lines.readLine()) {
      silence.broken();
      if (line.startsWith("id:")) {
        id = line.substring("id:".length()).trim();
      } else if (line.startsWith("data:")) {
        data = line.substring("data:".length());
      } else if (line.isEmpty()) {
        if (!data.isEmpty()) {
          listener.accept(Documents.read(status, data, NOTE));
        }
        last = id;
        data = "";
      }
    }
    return true;
  }
}
