package org.gatepost.front;

import static org.gatepost.snapshot.Publication.html;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.gatepost.site.Surface;
import org.gatepost.snapshot.Keys;
import org.gatepost.snapshot.Publication;
import org.gatepost.snapshot.SnapshotReader;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;

/**
 * What the lookups cost: each kind of request in turn with the same bytes at an address that nothing is looked up for, in the same run.
 * No test: run its main, and look at the ratios.
 */
final class FrontBenchmark {
    private static final String REFERENCE = "/plain";
    private static final int ROUNDS = 9;
    private static final int WARM = 3;
    private static final int REQUESTS = 1_000;
    private static final int AT_A_TIME = 16;

    private FrontBenchmark() {
    }

    public static void main(String[] arguments) throws Exception {
        Keys keys = Keys.named("k1");
        Path directory = Files.createTempDirectory("front");
        SnapshotReader reader = new SnapshotReader(directory, keys.verificationKeys(), Clock.systemUTC());
        String body = "<p>No problems reported.</p>\n".repeat(800);
        new Publication(directory, keys, Clock.systemUTC()).of(surfaces(body).toArray(Surface[]::new));
        reader.look();
        Vertx vertx = Vertx.vertx();
        Front front = new Front(reader::current, Clock.systemUTC());
        HttpServer server = vertx.createHttpServer().requestHandler(front).listen(0, "127.0.0.1").toCompletionStage()
                .toCompletableFuture().get(30, TimeUnit.SECONDS);
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setDefaultHost("127.0.0.1")
                .setDefaultPort(server.actualPort()));
        Map<String, String> kinds = Map.of("/ with Accept-Language: de", "/", "/at/2026-01-15T12:00Z, redirected",
                "/at/2026-01-15T12:00Z", "a page of one language", REFERENCE + "2");
        Map<String, List<Double>> ratios = new TreeMap<>();
        for (int round = 0; round < WARM + ROUNDS; round++) {
            for (Map.Entry<String, String> kind : kinds.entrySet()) {
                double reference = nanos(client, REFERENCE);
                double ratio = nanos(client, kind.getValue()) / ((reference + nanos(client, REFERENCE)) / 2);
                if (round >= WARM) {
                    ratios.computeIfAbsent(kind.getKey(), key -> new ArrayList<>()).add(ratio);
                }
            }
        }
        System.out.printf("a request of %s takes %.1f us, %d at a time%n", REFERENCE, nanos(client, REFERENCE) / 1000,
                AT_A_TIME);
        ratios.forEach((kind, all) -> {
            List<Double> sorted = all.stream().sorted().toList();
            System.out.printf("%s: %.3f of that (median of %d; %.3f to %.3f)%n", kind, sorted.get(ROUNDS / 2), ROUNDS,
                    sorted.get(0),
                    sorted.get(ROUNDS - 1));
        });
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private static List<Surface> surfaces(String body) {
        List<Surface> surfaces = new ArrayList<>(
                List.of(html(REFERENCE, body), html(REFERENCE + "2", body), in("en", "/", body)));
        for (String language : List.of("ar", "de", "en", "es", "fa", "fr", "he", "hi", "ja", "pt", "ru", "zh")) {
            surfaces.add(in(language, "/" + language + "/", body));
        }
        for (int day = 10; day < 30; day++) {
            for (int hour = 10; hour < 24; hour++) {
                surfaces.add(html("/at/2026-01-" + day + "T" + hour + ":30:00Z", body));
            }
        }
        return surfaces;
    }

    private static Surface in(String language, String path, String body) {
        return new Surface(path, "text/html; charset=utf-8", Map.of("Content-Language", language), Publication.bytes(body),
                null);
    }

    private static double nanos(HttpClient client, String path) throws Exception {
        AtomicInteger left = new AtomicInteger(REQUESTS);
        CompletableFuture<Void> all = CompletableFuture.allOf();
        long begin = System.nanoTime();
        for (int i = 0; i < AT_A_TIME; i++) {
            CompletableFuture<Void> one = new CompletableFuture<>();
            ask(client, path, left, one);
            all = CompletableFuture.allOf(all, one);
        }
        all.get(300, TimeUnit.SECONDS);
        return (System.nanoTime() - begin) / (double) REQUESTS;
    }

    private static void ask(HttpClient client, String path, AtomicInteger left, CompletableFuture<Void> done) {
        if (left.getAndDecrement() <= 0) {
            done.complete(null);
            return;
        }
        Future<HttpClientResponse> response = client.request(HttpMethod.GET, path).compose(request -> request
                .putHeader("Accept-Encoding", "gzip, deflate, br").putHeader("Accept-Language", "de-AT,de;q=0.9,en;q=0.8")
                .send());
        response.compose(HttpClientResponse::body).onSuccess(body -> ask(client, path, left, done))
                .onFailure(done::completeExceptionally);
    }
}
