package org.gatepost.front;

import static org.gatepost.snapshot.Publication.gone;
import static org.gatepost.snapshot.Publication.html;
import static org.gatepost.snapshot.Publication.json;
import static org.gatepost.snapshot.Publication.with;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import org.gatepost.site.Surface;
import org.gatepost.snapshot.Keys;
import org.gatepost.snapshot.Publication;
import org.gatepost.snapshot.SettableClock;
import org.gatepost.snapshot.SnapshotReader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.aayushatharva.brotli4j.decoder.BrotliInputStream;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;

class FrontTest {

    private static final Keys KEYS = Keys.named("k1");
    private static final String HOME = "<!doctype html><title>Status</title>" + "<p>No problems reported.</p>\n".repeat(40);
    private static final String NONE = "<!doctype html><title>Nothing here</title>" + "<p>No.</p>\n".repeat(60);
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final Vertx VERTX = Vertx.vertx();

    private static volatile Front front;
    private static HttpServer server;

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock("2026-11-02T12:00:00Z");
    private Publication publication;
    private SnapshotReader reader;

    @BeforeAll
    static void aServer() throws Exception {
        server = VERTX.createHttpServer().requestHandler(request -> front.handle(request)).listen(0, "127.0.0.1")
                .toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @AfterAll
    static void noServer() throws Exception {
        VERTX.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    @BeforeEach
    void aFront() {
        publication = new Publication(directory, KEYS, clock);
        reader = new SnapshotReader(directory, KEYS.verificationKeys(), clock);
        front = new Front(reader::current, clock);
    }

    private void publish(Surface... surfaces) {
        publication.of(surfaces);
        assertTrue(reader.look());
    }

    @Test
    void beforeTheFirstPublicationThePageSaysSo() throws Exception {
        reader.look();
        HttpResponse<byte[]> page = get("/");
        assertEquals(503, page.statusCode());
        assertEquals("5", header(page, "Retry-After"));
        assertEquals("text/html; charset=utf-8", header(page, "Content-Type"));
        assertEquals("no-store", header(page, "Cache-Control"));
        assertTrue(header(page, "Content-Security-Policy").startsWith("default-src 'none'"));
        assertTrue(text(page).contains("<html lang=\"en\">"));
        assertTrue(text(page).contains("has not been published yet"));
        assertFalse(text(page).contains("http"), "it asks nobody else");

        HttpResponse<byte[]> api = get("/api/v2/status.json");
        assertEquals(503, api.statusCode());
        assertEquals("application/json; charset=utf-8", header(api, "Content-Type"));
        assertEquals("*", header(api, "Access-Control-Allow-Origin"));
        assertEquals("{\"error\":\"This status page has not been published yet.\"}\n", text(api));
        assertEquals(503, get("/readers/api/v2/status.json").statusCode());
    }

    @Test
    void aPublishedPageHasItsBytesAndItsHeadersAndNoOthers() throws Exception {
        publish(html("/", HOME));
        HttpResponse<byte[]> page = get("/");
        assertEquals(200, page.statusCode());
        assertEquals(HOME, text(page));
        assertEquals(Map.of(
                "accept-ranges", List.of("bytes"),
                "cache-control", List.of("public, max-age=10, stale-if-error=86400"),
                "content-length", List.of("" + HOME.length()),
                "content-type", List.of("text/html; charset=utf-8"),
                "date", List.of("Mon, 02 Nov 2026 12:00:00 GMT"),
                "etag", List.of('"' + Publication.hash(HOME) + '"'),
                "vary", List.of("Accept-Encoding"),
                "x-frame-options", List.of("DENY")), page.headers().map());
        assertEquals(200, get("/?anything=%20&;//..").statusCode(), "queries are ignored");
    }

    @Test
    void eachEncodingIsItsOwnBytesWithItsOwnTag() throws Exception {
        publish(html("/", HOME));
        HttpResponse<byte[]> plain = get("/");
        HttpResponse<byte[]> gzip = get("/", "Accept-Encoding", "gzip");
        HttpResponse<byte[]> br = get("/", "Accept-Encoding", "gzip, br");
        assertEquals("gzip", header(gzip, "Content-Encoding"));
        assertEquals("br", header(br, "Content-Encoding"));
        assertEquals("", header(gzip, "Accept-Ranges"));
        assertEquals(HOME, new String(new GZIPInputStream(new ByteArrayInputStream(gzip.body())).readAllBytes()));
        assertEquals(HOME, new String(new BrotliInputStream(new ByteArrayInputStream(br.body())).readAllBytes()));
        assertEquals(3, Set.of(header(plain, "ETag"), header(gzip, "ETag"), header(br, "ETag")).size());
        assertEquals("Accept-Encoding", header(br, "Vary"));
    }

    @Test
    void whatHasOneEncodingOnlyDoesNotVary() throws Exception {
        publish(json("/api/v2/status.json", "{}"));
        HttpResponse<byte[]> status = get("/api/v2/status.json", "Accept-Encoding", "br");
        assertEquals("", header(status, "Vary"));
        assertEquals("", header(status, "Content-Encoding"));
        assertEquals("{}", text(status));
    }

    @Test
    void aHeldCopyIsNotSentAgain() throws Exception {
        publish(html("/", HOME));
        String etag = header(get("/", "Accept-Encoding", "br"), "ETag");
        for (String held : List.of(etag, "W/" + etag, "\"x\", " + etag, "*")) {
            HttpResponse<byte[]> answer = get("/", "Accept-Encoding", "br", "If-None-Match", held);
            assertEquals(304, answer.statusCode(), held);
            assertEquals(Set.of("cache-control", "date", "etag", "vary", "x-frame-options"), answer.headers().map().keySet());
            assertEquals(etag, header(answer, "ETag"));
        }
        assertEquals(200, get("/", "If-None-Match", etag).statusCode(), "another encoding is another representation");
        assertEquals(304, send("HEAD", "/", "Accept-Encoding", "br", "If-None-Match", etag).statusCode());

        publication.of(html("/", HOME));
        reader.look();
        assertEquals(304, get("/", "Accept-Encoding", "br", "If-None-Match", etag).statusCode(), "a tick changes no tag");
        publish(html("/", HOME + "more"));
        assertEquals(200, get("/", "Accept-Encoding", "br", "If-None-Match", etag).statusCode());
    }

    @Test
    void onePartOfThePlainBytesCanBeAskedFor() throws Exception {
        publish(html("/", HOME));
        HttpResponse<byte[]> part = get("/", "Range", "bytes=2-9");
        assertEquals(206, part.statusCode());
        assertEquals("bytes 2-9/" + HOME.length(), header(part, "Content-Range"));
        assertEquals("8", header(part, "Content-Length"));
        assertEquals(HOME.substring(2, 10), text(part));
        assertEquals(HOME.substring(HOME.length() - 5), text(get("/", "Range", "bytes=-5")));

        HttpResponse<byte[]> beyond = get("/", "Range", "bytes=" + HOME.length() + "-");
        assertEquals(416, beyond.statusCode());
        assertEquals("bytes */" + HOME.length(), header(beyond, "Content-Range"));
        assertEquals(0, beyond.body().length);

        assertEquals(200, get("/", "Range", "bytes=0-1,3-4").statusCode());
        assertEquals(200, get("/", "Range", "bytes=0-1", "Accept-Encoding", "br").statusCode());
        assertEquals(200, get("/", "Range", "bytes=0-1", "If-Range", "\"old\"").statusCode());
        assertEquals(200, send("HEAD", "/", "Range", "bytes=0-1").statusCode());
        assertEquals(HOME, text(get("/")), "slices leave the shared bytes alone");
    }

    @Test
    void headSaysWhatGetWouldSay() throws Exception {
        publish(html("/", HOME));
        for (String path : List.of("/", "/nowhere", "/a;b")) {
            HttpResponse<byte[]> get = get(path, "Accept-Encoding", "gzip");
            HttpResponse<byte[]> head = send("HEAD", path, "Accept-Encoding", "gzip");
            assertEquals(get.statusCode(), head.statusCode());
            assertEquals(get.headers().map(), head.headers().map());
            assertEquals(0, head.body().length);
        }
    }

    @Test
    void nothingButReadingIsAllowed() throws Exception {
        publish(html("/", HOME));
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "OPTIONS")) {
            HttpResponse<byte[]> answer = send(method, "/");
            assertEquals(405, answer.statusCode(), method);
            assertEquals("GET, HEAD", header(answer, "Allow"), method);
        }
        for (String method : List.of("GET", "POST", "DELETE")) {
            assertEquals(404, send(method, "/api/v2/subscribers.json").statusCode(), method);
            assertEquals(404, send(method, "/readers/api/v2/subscribers.json").statusCode(), method);
        }
        HttpResponse<byte[]> post = send("POST", "/api/v2/status.json");
        assertEquals(405, post.statusCode());
        assertEquals("GET, HEAD, OPTIONS", header(post, "Allow"));
        assertEquals("application/json; charset=utf-8", header(post, "Content-Type"));
    }

    @Test
    void scriptsOfOtherOriginsMayAskForTheApi() throws Exception {
        for (String path : List.of("/api/v2/status.json", "/readers/api/v2/summary.json", "/api/v2")) {
            HttpResponse<byte[]> answer = send("OPTIONS", path, "Access-Control-Request-Method", "GET");
            assertEquals(204, answer.statusCode());
            assertEquals("*", header(answer, "Access-Control-Allow-Origin"));
            assertEquals("GET, HEAD, OPTIONS", header(answer, "Access-Control-Allow-Methods"));
            assertEquals("", header(answer, "Access-Control-Allow-Credentials"));
        }
    }

    @Test
    void anAddressThatCouldMeanTwoThingsIsRefused() throws Exception {
        publish(html("/", HOME), html("/a/b", HOME));
        for (String path : List.of("/a;x=1", "/a%2fb", "/a%2Fb", "/a%5Cb", "/a\\b", "//", "/a//b", "/a/../a/b", "/./a/b",
                "/%2e%2e/",
                "/a/b%00", "/%zz", "/a/b%25", "*", "/\u00fc")) {
            assertEquals("HTTP/1.1 400 Bad Request",
                    raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").get(0),
                    path);
        }
        assertEquals(200, get("/a/b").statusCode());
    }

    @Test
    void aBodyOnAGetIsNeverReadAsTheNextRequest() throws Exception {
        publish(html("/", HOME));
        String smuggled = "GET /a;b HTTP/1.1\r\nHost: x\r\n\r\n";
        for (String head : List.of("Content-Length: " + smuggled.length() + "\r\n\r\n" + smuggled,
                "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(smuggled.length()) + "\r\n" + smuggled
                        + "\r\n0\r\n\r\n")) {
            List<String> answer = raw("GET / HTTP/1.1\r\nHost: x\r\n" + head);
            assertEquals("HTTP/1.1 200 OK", answer.get(0));
            assertEquals(1, answer.stream().filter(line -> line.startsWith("HTTP/1.1 ")).count());
        }
    }

    @Test
    void whatIsNotThereIsTheSnapshotsOwnPageWithStatus404() throws Exception {
        publish(html("/", HOME));
        assertEquals(404, get("/nowhere").statusCode());
        assertTrue(text(get("/nowhere")).contains("There is nothing at this address"));
        assertEquals("{\"error\":\"There is nothing at this address.\"}\n", text(get("/api/v2/nothing.json")));

        publish(html("/", HOME), html("/404", NONE), json("/api/404.json", "{\"error\":\"none\"}"));
        for (String path : List.of("/nowhere", "/404", "/readers/nowhere")) {
            HttpResponse<byte[]> answer = get(path, "If-None-Match", "*", "Range", "bytes=0-1");
            assertEquals(404, answer.statusCode(), path);
            assertEquals(NONE, text(answer));
            assertEquals("", header(answer, "ETag"));
            assertEquals("", header(answer, "Accept-Ranges"));
        }
        assertEquals("br", header(get("/nowhere", "Accept-Encoding", "br"), "Content-Encoding"));
        for (String path : List.of("/api/v2/nothing.json", "/readers/api/v2/nothing.json", "/api/404.json")) {
            assertEquals(404, get(path).statusCode(), path);
            assertEquals("{\"error\":\"none\"}", text(get(path)));
        }
    }

    @Test
    void afterAMinuteOfSilenceTheStalePageIsServedAndAfterATickTheFreshOne() throws Exception {
        publish(html("/", HOME, HOME + "silent"), html("/history", HOME));
        String fresh = header(get("/"), "ETag");
        clock.forward(Front.STALE_AFTER);
        assertEquals(HOME, text(get("/")));
        clock.forward(Duration.ofMillis(1));
        assertEquals(HOME + "silent", text(get("/")));
        assertNotEquals(fresh, header(get("/"), "ETag"));
        assertEquals(HOME, text(get("/history")));
        assertEquals(200, get("/", "If-None-Match", fresh).statusCode());

        publish(html("/", HOME, HOME + "silent"), html("/history", HOME));
        assertEquals(HOME, text(get("/")));
    }

    @Test
    void whatWasWithdrawnIsGoneAtOnce() throws Exception {
        publish(html("/", HOME), html("/incidents/1", NONE));
        assertEquals(200, get("/incidents/1").statusCode());
        publication.withdrawing(Set.of(Publication.hash(NONE)), html("/", HOME), html("/incidents/1", NONE));
        reader.look();
        assertEquals(404, get("/incidents/1", "Accept-Encoding", "br").statusCode());
        assertEquals(200, get("/").statusCode());
    }

    @Test
    void aTombstoneStandsWhateverIsPutBackIntoTheStore() throws Exception {
        String told = NONE + "/incidents/abc0000000xy";
        publish(html("/", HOME), html("/incidents/abc0000000xy", told));
        byte[] root = Files.readAllBytes(directory.resolve("root"));
        publication.after(Set.of("abc0000000xy"), html("/", HOME), gone("/incidents/abc0000000xy", NONE));
        reader.look();
        assertEquals(410, get("/incidents/abc0000000xy").statusCode());

        Files.writeString(directory.resolve("blobs").resolve(Publication.hash(told)), told);
        Files.write(directory.resolve("root"), root);
        reader.look();
        assertEquals(410, get("/incidents/abc0000000xy", "If-None-Match", '"' + Publication.hash(told) + '"').statusCode());
        publication.after(Set.of("abc0000000xy"), html("/", HOME), html("/incidents/abc0000000xy", told));
        reader.look();
        assertNotEquals('"' + Publication.hash(told) + '"', header(get("/incidents/abc0000000xy"), "ETag"));
    }

    @Test
    void whatWasWithdrawnIsGoneInEveryEncodingWhateverTheReaderHolds() throws Exception {
        publish(html("/", HOME), html("/incidents/1", HOME));
        String held = header(get("/incidents/1"), "ETag");
        publish(html("/", HOME), gone("/incidents/1", NONE));
        for (String encoding : List.of("identity", "gzip", "br")) {
            HttpResponse<byte[]> plain = get("/incidents/1", "Accept-Encoding", encoding);
            assertEquals(NONE, decoded(plain), encoding);
            assertEquals(Set.of("cache-control", "content-length", "content-type", "date", "etag", "vary", "x-frame-options"),
                    without("content-encoding", plain.headers().map().keySet()));
            assertEquals(encoding.equals("identity") ? "" : encoding, header(plain, "Content-Encoding"));
            assertEquals("public, max-age=10, stale-if-error=86400", header(plain, "Cache-Control"));
            for (String tag : List.of(held, header(plain, "ETag"), "W/" + held, "*")) {
                for (String method : List.of("GET", "HEAD")) {
                    HttpResponse<byte[]> answer = send(method, "/incidents/1", "Accept-Encoding", encoding, "If-None-Match",
                            tag,
                            "Range", "bytes=0-1");
                    assertEquals(410, answer.statusCode(), method + " " + tag);
                    assertEquals(plain.headers().map(), answer.headers().map());
                    assertArrayEquals(method.equals("GET") ? plain.body() : new byte[0], answer.body());
                }
            }
        }
        assertEquals('"' + Publication.hash(NONE) + '"', header(get("/incidents/1"), "ETag"));
        assertEquals(410, get("/incidents/1", "Range", "bytes=99999-").statusCode());
        assertEquals(405, send("POST", "/incidents/1").statusCode());
        assertEquals(200, get("/").statusCode());
    }

    @Test
    void aTombstoneIsOldTooAfterAMinuteOfSilence() throws Exception {
        publish(html("/", HOME), with(Surface.GONE, html("/incidents/1", NONE, NONE + "silent")));
        clock.forward(Front.STALE_AFTER.plusMillis(1));
        assertEquals(410, get("/incidents/1").statusCode());
        assertEquals(NONE + "silent", text(get("/incidents/1")));
    }

    @Test
    void aSurfaceThatIsNotFoundIsAnsweredAsAnythingThatIsNotThere() throws Exception {
        publish(html("/", HOME), with(Surface.NOT_FOUND, html("/404", NONE)), with(Surface.NOT_FOUND, html("/never", HOME)));
        for (String path : List.of("/404", "/nowhere", "/never")) {
            HttpResponse<byte[]> answer = get(path, "If-None-Match", "*", "Range", "bytes=0-1");
            assertEquals(404, answer.statusCode(), path);
            assertEquals(path.equals("/never") ? HOME : NONE, text(answer));
            assertEquals("", header(answer, "ETag"));
            assertEquals("", header(answer, "Accept-Ranges"));
        }
    }

    // Languages.

    private static final String GERMAN = HOME.replace("No problems reported", "Keine Probleme gemeldet");
    private static final String BRAZILIAN = HOME.replace("No problems reported", "Nenhum problema relatado");

    private static Surface in(String language, Surface surface) {
        Map<String, String> headers = new TreeMap<>(surface.headers());
        headers.put("Content-Language", language);
        return new Surface(surface.path(), surface.status(), surface.contentType(), headers, surface.body(),
                surface.staleBody());
    }

    private static Surface[] inThreeLanguages(Surface... others) {
        return Stream
                .concat(Stream.of(in("en", html("/", HOME, HOME + "silent")), in("en", html("/en/", HOME, HOME + "silent")),
                        in("de", html("/de/", GERMAN, GERMAN + "still")), in("pt-BR", html("/pt-BR/", BRAZILIAN)),
                        in("en", html("/en", HOME)), in("de", html("/de/history", NONE)), in("de", html("/readers/", NONE)),
                        html("/fr/", NONE)), Stream.of(others))
                .toArray(Surface[]::new);
    }

    @Test
    void theFrontPageIsChosenByLanguageAndSaysSo() throws Exception {
        publish(inThreeLanguages());
        for (String encoding : List.of("identity", "gzip", "br")) {
            HttpResponse<byte[]> page = get("/", "Accept-Encoding", encoding, "Accept-Language", "de-AT,de;q=0.9,en;q=0.5");
            assertEquals(200, page.statusCode());
            assertEquals(GERMAN, decoded(page));
            assertEquals("de", header(page, "Content-Language"));
            assertEquals("/de/", header(page, "Content-Location"));
            assertEquals("Accept-Language, Accept-Encoding", header(page, "Vary"));
            assertEquals("DENY", header(page, "X-Frame-Options"));
            HttpResponse<byte[]> there = get("/de/", "Accept-Encoding", encoding);
            assertEquals(header(there, "ETag"), header(page, "ETag"));
            assertArrayEquals(there.body(), page.body());
            assertEquals("Accept-Encoding", header(there, "Vary"), "an address with a language has nothing to choose");
            assertEquals("", header(there, "Content-Location"));
        }
        assertEquals(BRAZILIAN, text(get("/", "Accept-Language", "pt")));
        assertEquals(NONE, text(get("/de/history", "Accept-Language", "en")), "nothing else is chosen");
        assertEquals(HOME, text(get("/en", "Accept-Language", "de")));
        assertEquals(List.of(), get("/", "Accept-Language", "de").headers().allValues("Set-Cookie"));
        assertEquals(HOME, text(get("/")), "nothing is remembered");
    }

    @Test
    void whoWantsNoLanguageThatThereIsGetsThePagesOwn() throws Exception {
        publish(inThreeLanguages());
        for (String wanted : List.of("tlh", "fr", "*", "", "de;q=2", "de;q=0", "x".repeat(Languages.MAX_HEADER_LENGTH + 1))) {
            HttpResponse<byte[]> page = get("/", "Accept-Language", wanted);
            assertEquals(HOME, text(page), wanted);
            assertEquals("en", header(page, "Content-Language"));
            assertEquals("/en/", header(page, "Content-Location"));
            assertEquals("Accept-Language, Accept-Encoding", header(page, "Vary"));
        }
        assertEquals("Accept-Language, Accept-Encoding", header(get("/"), "Vary"));
        assertEquals(GERMAN, text(get("/", "Accept-Language", "tlh", "Accept-Language", "de")), "lines are one list");
    }

    @Test
    void anAddressIsSaidOnlyWhereTheSameBytesAreFound() throws Exception {
        publish(in("en", html("/", HOME)), in("en", html("/en/", HOME + "of its own")), in("de", html("/de/", GERMAN)));
        assertEquals("", header(get("/"), "Content-Location"));
        assertEquals(HOME, text(get("/", "Accept-Language", "en")));
        publish(in("en", html("/", HOME)), in("de", html("/de/", GERMAN)));
        assertEquals("", header(get("/"), "Content-Location"));
        assertEquals("/de/", header(get("/", "Accept-Language", "de"), "Content-Location"));
    }

    @Test
    void aHeldCopyIsOneOfItsLanguage() throws Exception {
        publish(inThreeLanguages());
        String german = header(get("/", "Accept-Language", "de"), "ETag");
        HttpResponse<byte[]> same = get("/", "Accept-Language", "de", "If-None-Match", german);
        assertEquals(304, same.statusCode());
        assertEquals("Accept-Language, Accept-Encoding", header(same, "Vary"));
        assertEquals("/de/", header(same, "Content-Location"));
        assertEquals(200, get("/", "Accept-Language", "en", "If-None-Match", german).statusCode());

        HttpResponse<byte[]> get = get("/", "Accept-Language", "de");
        HttpResponse<byte[]> head = send("HEAD", "/", "Accept-Language", "de");
        assertEquals(get.headers().map(), head.headers().map());
        assertEquals(0, head.body().length);
        assertEquals(206, get("/", "Accept-Language", "de", "Range", "bytes=0-4").statusCode());
    }

    @Test
    void silenceIsSaidInTheLanguageThatWasChosen() throws Exception {
        publish(inThreeLanguages());
        String fresh = header(get("/", "Accept-Language", "de"), "ETag");
        clock.forward(Front.STALE_AFTER.plusMillis(1));
        HttpResponse<byte[]> page = get("/", "Accept-Language", "de", "If-None-Match", fresh);
        assertEquals(GERMAN + "still", text(page));
        assertEquals("/de/", header(page, "Content-Location"));
        assertEquals(HOME + "silent", text(get("/")));
    }

    @Test
    void languagesComeAndGoWithTheSnapshot() throws Exception {
        publish(in("en", html("/", HOME)));
        assertEquals("Accept-Encoding", header(get("/", "Accept-Language", "de"), "Vary"), "there is nothing to choose");
        assertEquals("en", header(get("/"), "Content-Language"));
        publish(inThreeLanguages());
        assertEquals(GERMAN, text(get("/", "Accept-Language", "de")));
        publish(inThreeLanguages(html("/more", NONE)));
        assertEquals(GERMAN, text(get("/", "Accept-Language", "de")), "of the snapshot before, with what it found out");
        publish(in("en", html("/", HOME + "new")), in("de", html("/de/", GERMAN + "new")));
        assertEquals(GERMAN + "new", text(get("/", "Accept-Language", "de")));
        publication.withdrawing(Set.of(Publication.hash(GERMAN + "new")), in("en", html("/", HOME + "new")),
                in("de", html("/de/", GERMAN + "new")));
        reader.look();
        assertEquals(HOME + "new", text(get("/", "Accept-Language", "de")));
    }

    // The past.

    private static final String NOON = "/at/2026-03-05T12:00:00Z";
    private static final String LATER = "/at/2026-03-05T14:05:00Z";

    private void publishThePast() {
        publish(html("/", HOME), html("/404", NONE), html(NOON, HOME + "noon"), json(NOON + ".json", "{\"at\":\"noon\"}"),
                html(LATER, HOME + "later"), json(LATER + ".json", "{\"at\":\"later\"}"), html("/at/2026-03-05T13:00Z", NONE),
                gone("/at/2026-03-05T13:30:00Z", NONE));
    }

    @Test
    void anyInstantLeadsToTheLastPageBeforeIt() throws Exception {
        publishThePast();
        for (String instant : List.of("2026-03-05T14:05Z", "2026-03-05T14:05:00.000Z", "2026-03-05T15:00:01.123456789Z",
                "2026-03-05T15:05+01:00", "2026-03-05T15:05%2B01:00", "2026-03-05T15%3A05%3A00%2b01%3A00",
                "2026-03-05T10:35:00-03:30", "2099-01-01T00:00Z")) {
            for (String method : List.of("GET", "HEAD")) {
                HttpResponse<byte[]> page = send(method, "/at/" + instant, "Accept-Encoding", "br");
                assertEquals(302, page.statusCode(), instant);
                assertEquals(LATER, header(page, "Location"), instant);
                assertEquals(0, page.body().length);
                HttpResponse<byte[]> file = send(method, "/at/" + instant + ".json");
                assertEquals(302, file.statusCode());
                assertEquals(LATER + ".json", header(file, "Location"), instant);
            }
        }
        assertEquals(NOON, header(get("/at/2026-03-05T14:04:59.999Z"), "Location"));
        assertEquals(NOON + ".json", header(get("/at/2026-03-05T12:59Z.json?why=%20"), "Location"), "queries are ignored");
        assertEquals(HOME + "later", text(get(LATER)));
        assertEquals("{\"at\":\"noon\"}", text(get(NOON + ".json")));
        assertEquals(304, get(NOON, "If-None-Match", header(get(NOON), "ETag")).statusCode());
    }

    @Test
    void whereItLeadsIsKeptShortlyAndMayBeReadFromAnywhereByPrograms() throws Exception {
        publishThePast();
        HttpResponse<byte[]> past = get("/at/2026-11-02T12:00:00Z");
        assertEquals("public, max-age=10, stale-if-error=86400", header(past, "Cache-Control"));
        assertEquals("no-cache", header(get("/at/2026-11-02T12:00:01Z"), "Cache-Control"),
                "something may be published until then");
        assertEquals("nosniff", header(past, "X-Content-Type-Options"));
        assertTrue(header(past, "Content-Security-Policy").startsWith("default-src 'none'"));
        assertEquals("no-referrer", header(past, "Referrer-Policy"));
        assertEquals("", header(past, "Access-Control-Allow-Origin"));

        HttpResponse<byte[]> file = get("/at/2026-11-02T12:00:00Z.json");
        assertEquals("*", header(file, "Access-Control-Allow-Origin"));
        assertEquals("cross-origin", header(file, "Cross-Origin-Resource-Policy"));
        HttpResponse<byte[]> asked = send("OPTIONS", "/at/2026-03-05T15:05%2B01:00.json", "Access-Control-Request-Method",
                "GET");
        assertEquals(204, asked.statusCode());
        assertEquals("*", header(asked, "Access-Control-Allow-Origin"));
        assertEquals(405, send("OPTIONS", NOON).statusCode());
        assertEquals("GET, HEAD, OPTIONS", header(send("POST", NOON + ".json"), "Allow"));
    }

    @Test
    void beforeTheFirstPublicationAndForNonsenseThereIsNothing() throws Exception {
        publishThePast();
        for (String path : List.of("2026-03-05T11:59:59.999Z", "0000-01-01T00:00Z", "-999999999-01-01T00:00Z", "2026-03-05",
                "2026-03-05T14:05", "2026-02-30T14:05Z", "2026-03-05T25:00Z", "2026-03-05T14:05+19:00", "2026-W10-4", "now",
                "14:05Z", "2026-03-05%2014:05Z", "1" + "0".repeat(4_000) + "-03-05T14:05Z", "2026-03-05T14:05Z/",
                "2026-03-05T14:05Z/x", "\uff12026-03-05T14:05Z".replace("\uff12", "%EF%BC%92"))) {
            HttpResponse<byte[]> page = get("/at/" + path);
            assertEquals(404, page.statusCode(), path);
            assertEquals(NONE, text(page), path);
            assertEquals("", header(page, "Location"));
            if (!path.contains("/")) {
                HttpResponse<byte[]> file = get("/at/" + path + ".json");
                assertEquals(404, file.statusCode(), path);
                assertEquals("*", header(file, "Access-Control-Allow-Origin"));
                assertTrue(text(file).startsWith("{"), path);
            }
        }
        assertEquals(404, get("/at/").statusCode());
        assertEquals(404, get("/at/.json").statusCode());
        assertEquals(410, get("/at/2026-03-05T13:30:00Z").statusCode());
        assertEquals(404, get("/readers/at/2026-03-05T14:05Z").statusCode());
    }

    @Test
    void aMomentThatIsGoneLeadsToTheOneBefore() throws Exception {
        publishThePast();
        assertEquals(LATER, header(get("/at/2026-03-05T15:00Z"), "Location"));
        publish(html("/", HOME), html(NOON, HOME + "noon"));
        assertEquals(NOON, header(get("/at/2026-03-05T15:00Z"), "Location"));
        assertEquals(NOON, header(get(LATER), "Location"));
        assertEquals(404, get("/at/2026-03-05T15:00Z.json").statusCode());
        publish(html("/", HOME));
        assertEquals(404, get("/at/2026-03-05T15:00Z").statusCode());
    }

    private static String decoded(HttpResponse<byte[]> response) throws IOException {
        ByteArrayInputStream in = new ByteArrayInputStream(response.body());
        return new String(switch (header(response, "Content-Encoding")) {
            case "gzip" -> new GZIPInputStream(in).readAllBytes();
            case "br" -> new BrotliInputStream(in).readAllBytes();
            default -> in.readAllBytes();
        }, StandardCharsets.UTF_8);
    }

    private static Set<String> without(String name, Set<String> names) {
        Set<String> left = new HashSet<>(names);
        left.remove(name);
        return left;
    }

    @Test
    void theLastGoodSnapshotIsServedWhateverBecomesOfTheStore() throws Exception {
        publish(html("/", HOME));
        byte[] root = Files.readAllBytes(directory.resolve("root"));
        root[root.length - 2] ^= 1;
        Files.write(directory.resolve("root"), root);
        assertFalse(reader.look());
        assertEquals(HOME, text(get("/")));
        Files.delete(directory.resolve("root"));
        assertFalse(reader.look());
        assertEquals(HOME, text(get("/")));
    }

    @Test
    void manyAnswersShareTheSameBytesUnharmed() throws Exception {
        publish(html("/", HOME));
        byte[] first = get("/", "Accept-Encoding", "gzip").body();
        for (int i = 0; i < 300; i++) {
            assertArrayEquals(first, get("/", "Accept-Encoding", "gzip").body());
            get("/", "Range", "bytes=" + i + "-");
        }
    }

    private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        return send("GET", path, headers);
    }

    private static HttpResponse<byte[]> send(String method, String path, String... headers) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).method(method,
                HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Every line that comes back until the connection ends. */
    private static List<String> raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.actualPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }
}
