package org.gatepost.front;

import java.net.HttpURLConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.gatepost.snapshot.Snapshot;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** Answers every request of the public port from the verified snapshot in memory. Free of CDI; for any number of threads. */
final class Front implements Handler<HttpServerRequest> {

    /** After this long without a root the publisher counts as silent: four of its ticks. */
    static final Duration STALE_AFTER = Duration.ofSeconds(60);
    /** When to come back for a page that has not been published, in seconds. */
    static final int RETRY_AFTER_SECONDS = 5;
    /** For how long a browser may remember that scripts of other origins can ask, in seconds. */
    static final int PREFLIGHT_SECONDS = 86_400;

    /** What the snapshot may carry for addresses that it does not have; asked for by name, they are not found either. */
    static final String NOT_FOUND_PAGE = "/404";
    static final String NOT_FOUND_API = "/api/404.json";

    /** For an instant that the publisher has not passed yet: what leads to it may be published at any time. */
    static final String NOT_FINAL = "no-cache";

    private static final String READ = "GET, HEAD";
    private static final String READ_AND_ASK = "GET, HEAD, OPTIONS";

    private final Supplier<Optional<Snapshot>> snapshots;
    private final Clock clock;
    private final Negotiation negotiation = new Negotiation();

    private volatile Prepared prepared = Prepared.NOTHING;
    private volatile HttpDate date = HttpDate.of(0);

    Front(Supplier<Optional<Snapshot>> snapshots, Clock clock) {
        this.snapshots = snapshots;
        this.clock = clock;
    }

    @Override
    public void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        Instant now = clock.instant();
        response.putHeader(HttpHeaders.DATE, date(now));
        refuseBody(request, response);

        String path = RequestPath.decode(request.path());
        boolean isRead = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
        if (path == null) {
            answer(request, BuiltIn.BAD_REQUEST, false);
        } else if (request.method() == HttpMethod.OPTIONS && RequestPath.isCrossOrigin(path)) {
            answerPreflight(response);
        } else if (!isRead && !RequestPath.isSubscription(path)) {
            response.putHeader(HttpHeaders.ALLOW, RequestPath.isCrossOrigin(path) ? READ_AND_ASK : READ);
            answer(request, BuiltIn.METHOD_NOT_ALLOWED, RequestPath.isApi(path));
        } else {
            read(request, path, now);
        }
    }

    /**
     * What comes after the head of a request is never read into memory; over HTTP/1 the connection ends with the answer, so that
     * nobody can make a next request of it.
     */
    private static void refuseBody(HttpServerRequest request, HttpServerResponse response) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean hasBody = length != null && !length.equals("0") || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
        if (hasBody && request.version() != HttpVersion.HTTP_2) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
            response.endHandler(ended -> request.connection().close());
        }
        request.resume();
    }

    private static void answerPreflight(HttpServerResponse response) {
        response.setStatusCode(204)
                .putHeader(HttpHeaders.ALLOW, READ_AND_ASK)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, READ_AND_ASK)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "If-None-Match, Range")
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, Integer.toString(PREFLIGHT_SECONDS))
                .end();
    }

    private void read(HttpServerRequest request, String path, Instant now) {
        Prepared ready = prepared();
        boolean isApi = RequestPath.isApi(path);
        if (ready.snapshot == null) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_AFTER_SECONDS));
            answer(request, BuiltIn.NOT_PUBLISHED, isApi);
            return;
        }
        boolean isStale = now.isAfter(ready.snapshot.tick().plus(STALE_AFTER));
        boolean isNotFoundPage = path.equals(NOT_FOUND_PAGE) || path.equals(NOT_FOUND_API);
        Page page = isNotFoundPage ? null : ready.pages.get(path);
        if (ready.frontPages != null && path.equals(FrontPages.PATH)) {
            page = ready.frontPages.choose(request.headers().getAll(HttpHeaders.ACCEPT_LANGUAGE));
        }
        if (page != null && page.status() == HttpURLConnection.HTTP_GONE) {
            answerGone(request, page, isStale);
            return;
        }
        if (page != null && page.status() == HttpURLConnection.HTTP_OK) {
            answer(request, page, isStale);
            return;
        }
        Instant instant = page == null ? Moments.instant(path) : null;
        String before = instant == null ? null : ready.moments.before(path, instant);
        if (before != null) {
            answerMoment(request, before, !instant.isAfter(ready.snapshot.tick()));
            return;
        }
        Page notFound = page != null ? page : ready.pages.get(isApi ? NOT_FOUND_API : NOT_FOUND_PAGE);
        if (notFound != null) {
            answerNotFound(request, notFound, isStale);
        } else {
            answer(request, BuiltIn.NOT_FOUND, isApi);
        }
    }

    private void answer(HttpServerRequest request, Page page, boolean isStale) {
        Page.Variant variant = page.choose(negotiation.wanted(request.getHeader(HttpHeaders.ACCEPT_ENCODING)), isStale);
        HttpServerResponse response = request.response();
        put(response, variant.headers());
        response.putHeader(HttpHeaders.ETAG, variant.etag());
        if (Conditions.isHeld(request.getHeader(HttpHeaders.IF_NONE_MATCH), variant.etag())) {
            response.setStatusCode(304).end();
            return;
        }
        put(response, variant.contentHeaders());
        int length = variant.body().length();
        Conditions.Range range = variant.isPlain() && request.method() == HttpMethod.GET
                ? Conditions.Range.of(request.getHeader("Range"), request.getHeader("If-Range"),
                        variant.etag(), length)
                : null;
        if (range == Conditions.Range.UNSATISFIABLE) {
            response.setStatusCode(416).putHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + length)
                    .putHeader(HttpHeaders.CONTENT_LENGTH, "0").end();
        } else if (range != null) {
            response.setStatusCode(206)
                    .putHeader(HttpHeaders.CONTENT_RANGE, "bytes " + range.first() + "-" + range.last() + "/" + length)
                    .end(variant.body().slice(range.first(), range.last() + 1));
        } else {
            end(request, variant.body());
        }
    }

    /**
     * What was withdrawn. Preconditions are ignored where the answer without them would not be 2xx (RFC 9110, 13.2.1), and so is
     * Range where it would not be 200 (14.2): a 304 would let a cache go on with the withdrawn bytes that it holds, while 410
     * tells it, and everybody who comes by a link, that they are gone for good (15.5.11). The tag tells tombstones apart.
     */
    private void answerGone(HttpServerRequest request, Page page, boolean isStale) {
        Page.Variant variant = page.choose(negotiation.wanted(request.getHeader(HttpHeaders.ACCEPT_ENCODING)), isStale);
        request.response().putHeader(HttpHeaders.ETAG, variant.etag());
        answerWhole(request, HttpURLConnection.HTTP_GONE, variant);
    }

    /**
     * Leads from any instant to the page of the past that tells of it. 302 (RFC 9110, 15.4.3): the address that was asked for stays the
     * one to keep and to ask again, for a withdrawal may take away the moment that it leads to, and one that is to come has no page yet.
     * 301 and 308 would have programs forget the instant that somebody meant; 303 is for what is no page of the past itself.
     *
     * @param isFinal whether the publisher had passed the instant: then only a withdrawal can lead it elsewhere
     */
    private static void answerMoment(HttpServerRequest request, String path, boolean isFinal) {
        HttpServerResponse response = request.response().setStatusCode(HttpURLConnection.HTTP_MOVED_TEMP);
        BuiltIn.HEADERS.forEach(response::putHeader);
        if (Moments.isFile(path)) {
            putShared(response);
        }
        response.putHeader(HttpHeaders.CACHE_CONTROL, isFinal ? Page.CACHE_CONTROL : NOT_FINAL)
                .putHeader(HttpHeaders.LOCATION, path).putHeader(HttpHeaders.CONTENT_LENGTH, "0").end();
    }

    private void answerNotFound(HttpServerRequest request, Page page, boolean isStale) {
        Page.Variant variant = page.choose(negotiation.wanted(request.getHeader(HttpHeaders.ACCEPT_ENCODING)), isStale);
        answerWhole(request, HttpURLConnection.HTTP_NOT_FOUND, variant);
    }

    private static void answerWhole(HttpServerRequest request, int status, Page.Variant variant) {
        HttpServerResponse response = request.response().setStatusCode(status);
        put(response, variant.headers());
        put(response, variant.contentHeaders());
        response.headers().remove(HttpHeaders.ACCEPT_RANGES);
        end(request, variant.body());
    }

    private static void answer(HttpServerRequest request, BuiltIn page, boolean isJson) {
        HttpServerResponse response = request.response().setStatusCode(page.status());
        BuiltIn.HEADERS.forEach(response::putHeader);
        if (isJson) {
            putShared(response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8"));
            end(request, page.json());
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8");
            end(request, page.html());
        }
    }

    /** Scripts of other origins may read it. */
    private static void putShared(HttpServerResponse response) {
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin");
    }

    private static void end(HttpServerRequest request, Buffer body) {
        HttpServerResponse response = request.response();
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length())).end();
        } else {
            response.end(body);
        }
    }

    private static void put(HttpServerResponse response, List<Map.Entry<CharSequence, CharSequence>> headers) {
        for (int i = 0; i < headers.size(); i++) {
            response.putHeader(headers.get(i).getKey(), headers.get(i).getValue());
        }
    }

    private CharSequence date(Instant now) {
        HttpDate held = date;
        if (held.second != now.getEpochSecond()) {
            held = HttpDate.of(now.getEpochSecond());
            date = held;
        }
        return held.text;
    }

    /** The snapshot that is held, with its pages ready; a tick alone prepares nothing anew. */
    private Prepared prepared() {
        Snapshot newest = snapshots.get().orElse(null);
        Prepared held = prepared;
        if (newest == held.snapshot) {
            return held;
        }
        synchronized (this) {
            newest = snapshots.get().orElse(null);
            if (newest != prepared.snapshot) {
                prepared = prepared.followedBy(newest);
            }
            return prepared;
        }
    }

    private record HttpDate(long second, CharSequence text) {

        /** RFC 9110, 5.6.7. The one in the JDK leaves out the zero before a single-digit day. */
        private static final DateTimeFormatter FORMAT = DateTimeFormatter
                .ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);

        static HttpDate of(long second) {
            return new HttpDate(second, HttpHeaders.createOptimized(FORMAT.format(Instant.ofEpochSecond(second))));
        }
    }

    /** @param frontPages null where there is one language only */
    private record Prepared(Snapshot snapshot, Map<String, Page> pages, FrontPages frontPages, Moments moments) {

        static final Prepared NOTHING = new Prepared(null, Map.of(), null, new Moments(Map.of()));

        Prepared followedBy(Snapshot next) {
            if (next == null) {
                return NOTHING;
            }
            if (snapshot != null && snapshot.entries() == next.entries()) {
                return new Prepared(next, pages, frontPages, moments);
            }
            Map<String, Page> ready = new HashMap<>();
            next.entries().forEach((path, entry) -> ready.put(path,
                    snapshot != null && snapshot.entries().get(path) == entry ? pages.get(path) : new Page(entry)));
            return new Prepared(next, ready, FrontPages.of(next.entries(), frontPages), new Moments(next.entries()));
        }
    }
}
