package org.gatepost.front;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import io.vertx.core.buffer.Buffer;

/** The few answers that the front has by itself, without any snapshot: whole in themselves, and plain. */
final class BuiltIn {

    /** Nothing but the style that stands in the page; no script, no frame, no other address. */
    static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    private static final String HTML = """
                                       <!doctype html>
                                       <html lang="en">
                                       <head>
                                       <meta charset="utf-8">
                                       <meta name="viewport" content="width=device-width, initial-scale=1">
                                       <meta name="color-scheme" content="light dark">
                                       <title>%s</title>
                                       <style>
                                       body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 35rem; margin: 20vh auto 0; padding: 0 1.25rem }
                                       h1 { font-size: 1.75rem; line-height: 1.25 }
                                       </style>
                                       </head>
                                       <body>
                                       <main>
                                       <h1>%s</h1>
                                       <p>%s</p>
                                       </main>
                                       </body>
                                       </html>
                                       """;

    private static final String START = "The start of this status page is at <a href=\"/\">/</a>.";

    static final BuiltIn NOT_PUBLISHED = new BuiltIn(503, "Not published yet", "This status page has not been published yet",
            "Nothing is wrong with your connection. Please come back in a moment.");
    static final BuiltIn NOT_FOUND = new BuiltIn(404, "Not found", "There is nothing at this address", START);
    static final BuiltIn BAD_REQUEST = new BuiltIn(400, "Bad request", "This address cannot be read", START);
    static final BuiltIn METHOD_NOT_ALLOWED = new BuiltIn(405, "Method not allowed", "This page can only be read", START);

    private final int status;
    private final Buffer html;
    private final Buffer json;

    private BuiltIn(int status, String title, String heading, String sentence) {
        this.status = status;
        this.html = bytes(HTML.formatted(title, heading, sentence));
        this.json = bytes("{\"error\":\"" + heading + ".\"}\n");
    }

    private static Buffer bytes(String text) {
        return Buffer.buffer(text.getBytes(StandardCharsets.UTF_8));
    }

    int status() {
        return status;
    }

    Buffer html() {
        return html;
    }

    Buffer json() {
        return json;
    }
}
