package org.gatepost.snapshot;

/** How the bytes of a surface may be coded on their way (RFC 9110, 8.4). The order is from the best to the plainest. */
public enum Encoding {
    BR("br"), GZIP("gzip"), IDENTITY("identity");

    private final String token;

    Encoding(String token) {
        this.token = token;
    }

    /** What stands in the manifest, in {@code Accept-Encoding} and in {@code Content-Encoding}; always lower case. */
    public String token() {
        return token;
    }
}
