package org.gatepost.front;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;

/**
 * Without TLS every face speaks HTTP/1.1 and does not offer to change to HTTP/2 in the middle of the first request (h2c, which RFC 9113
 * has dropped): about one in ten of such upgrades lost its answer here (measured with the JDK's client, 300 connections).
 */
@ApplicationScoped
class NoClearTextUpgrade implements HttpServerOptionsCustomizer {

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(false);
    }
}
