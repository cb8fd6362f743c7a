package org.gatepost.front;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.gatepost.snapshot.Encoding;

/** Which encodings a reader wants, best first, by {@code Accept-Encoding} (RFC 9110, 12.5.3). */
final class Negotiation {

    /** In characters; browsers send about 30. A longer header counts as absent. */
    static final int MAX_HEADER_LENGTH = 512;
    /** Browsers send a handful of different headers between them; beyond this many, each is worked out anew. */
    static final int MAX_REMEMBERED = 256;

    private static final List<Encoding> PLAIN = List.of(Encoding.IDENTITY);

    private final Map<String, List<Encoding>> remembered = new ConcurrentHashMap<>();

    /**
     * Never empty: a reader who accepts nothing that we have gets the plain bytes, which the RFC allows and which help more than
     * a refusal.
     *
     * @param header the header's value, or null
     */
    List<Encoding> wanted(String header) {
        if (header == null || header.length() > MAX_HEADER_LENGTH) {
            return PLAIN;
        }
        List<Encoding> known = remembered.get(header);
        if (known == null) {
            known = parse(header);
            if (remembered.size() < MAX_REMEMBERED) {
                remembered.put(header, known);
            }
        }
        return known;
    }

    static List<Encoding> parse(String header) {
        double[] qualities = new double[Encoding.values().length];
        Arrays.fill(qualities, -1);
        double others = -1;
        for (String element : header.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = element.split(";", -1);
            String token = parts[0].strip();
            double quality = quality(parts);
            if (token.equals("*")) {
                others = quality;
            }
            for (Encoding encoding : Encoding.values()) {
                if (token.equals(encoding.token()) || encoding == Encoding.GZIP && token.equals("x-gzip")) {
                    qualities[encoding.ordinal()] = quality;
                }
            }
        }
        List<Encoding> wanted = new ArrayList<>();
        for (Encoding encoding : Encoding.values()) {
            int i = encoding.ordinal();
            if (qualities[i] < 0) {
                // Who does not speak of the plain bytes takes them, but after everything that was asked for.
                qualities[i] = encoding == Encoding.IDENTITY && others != 0 ? Double.MIN_VALUE : Math.max(others, 0);
            }
            if (qualities[i] > 0) {
                wanted.add(encoding);
            }
        }
        wanted.sort(Comparator.comparingDouble(encoding -> -qualities[encoding.ordinal()]));
        return wanted.isEmpty() ? PLAIN : List.copyOf(wanted);
    }

    /** From 0 to 1; what is no number counts as 0, as not wanted. */
    private static double quality(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                String value = parameter.substring(2).strip();
                return value.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?") ? Double.parseDouble(value) : 0;
            }
        }
        return 1;
    }
}
