package org.gatepost.twins;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Where the time goes: by channel, and for what is done besides looking. Wall-clock seconds of the one thread that lives the days; what
 * people look at, API and console, is looked at by several at a time, whose seconds are added up.
 */
final class Costs {
    private final Map<Channel, Long> nanos = new EnumMap<>(Channel.class);
    private final Map<Channel, Integer> looks = new EnumMap<>(Channel.class);
    private final Map<String, Long> besides = new TreeMap<>();

    <T> T of(Channel channel, Callable<T> look) {
        long begin = System.nanoTime();
        try {
            return called(look);
        } finally {
            add(nanos, channel, System.nanoTime() - begin);
        }
    }

    <T> T of(String work, Callable<T> doing) {
        long begin = System.nanoTime();
        try {
            return called(doing);
        } finally {
            add(besides, work, System.nanoTime() - begin);
        }
    }

    private synchronized <K> void add(Map<K, Long> to, K what, long time) {
        to.merge(what, time, Long::sum);
    }

    private static <T> T called(Callable<T> call) {
        try {
            return call.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void looked(Channel channel, int many) {
        looks.merge(channel, many, Integer::sum);
    }

    String table() {
        StringBuilder table = new StringBuilder();
        nanos.forEach((channel, time) -> table.append(String.format("%n  %-14s %9d looks %8.1f s  %s", channel,
                looks.getOrDefault(channel, 0), time / 1e9, channel.looksAt)));
        besides.forEach((work, time) -> table.append(String.format("%n  %-14s %15s %8.1f s", work, "", time / 1e9)));
        return table.toString();
    }
}
