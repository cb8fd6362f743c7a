package org.gatepost.front;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.gatepost.local.Parts;
import org.gatepost.local.Secrets;
import org.gatepost.snapshot.Snapshot;
import org.gatepost.snapshot.SnapshotReader;
import org.gatepost.snapshot.VerificationKeys;
import org.gatepost.testsupport.Await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;

/**
 * The public page as readers get it, for tests that run console and publisher in their own process: the real front's handler over the
 * real store, on a port of its own, asked over HTTP.
 */
public final class PublicPage implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** One for all, because each brings threads of its own. */
    private static final Vertx VERTX = Vertx.vertx();
    private static PublicPage shared;

    private final SnapshotReader reader;
    private final HttpServer server;

    private PublicPage(Path store, VerificationKeys keys, Clock clock) throws Exception {
        reader = new SnapshotReader(store, keys, clock);
        Front front = new Front(reader::current, clock);
        // As the front's own: HTTP/1.1 without TLS, and no upgrade that may lose its answer.
        server = VERTX.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(request -> {
                    reader.look();
                    front.handle(request);
                }).listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    public static synchronized PublicPage shared() {
        if (shared == null) {
            shared = of(Parts.shared().store(), keys(), Clock.systemUTC());
        }
        return shared;
    }

    /** A front over any store; it ends with the JVM unless it is closed. */
    public static PublicPage of(Path store, VerificationKeys keys) {
        return of(store, keys, Clock.systemUTC());
    }

    /** The same over what the key of these parts signed, by another clock. */
    public static PublicPage of(Path store, Clock clock) {
        return of(store, keys(), clock);
    }

    private static PublicPage of(Path store, VerificationKeys keys, Clock clock) {
        try {
            return new PublicPage(store, keys, clock);
        } catch (Exception e) {
            throw new IllegalStateException("The front could not be started.", e);
        }
    }

    private static VerificationKeys keys() {
        return VerificationKeys.of(List.of(Secrets.SIGNING_KEY_ID + "=" + Parts.shared().secrets().verificationKey()));
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    public String address(String path) {
        return "http://127.0.0.1:" + server.actualPort() + path;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(address(path))).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** @param encoding identity, gzip or br; the body stays as it was sent */
    public HttpResponse<byte[]> get(String path, String encoding) {
        return send(HttpRequest.newBuilder(URI.create(address(path))).header("Accept-Encoding", encoding).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return CLIENT.send(request, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What is served now, verified. */
    public Snapshot snapshot() {
        reader.look();
        return reader.current().orElseThrow(() -> new AssertionError("Nothing has been published yet."));
    }

    /**
     * Waits until the page shows some words, as a reader would by reloading.
     *
     * @return how long that took
     */
    public Duration awaitWords(String path, String words) {
        return Await.until("the words on " + path, () -> {
            HttpResponse<String> page = get(path);
            return page.statusCode() == 200 && page.body().contains(words);
        });
    }
}
