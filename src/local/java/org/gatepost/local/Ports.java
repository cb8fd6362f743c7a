package org.gatepost.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Which number each {@link Port} has this time. */
public final class Ports {
    static final int HIGHEST = 65535;

    /** How long a connection to the own machine may take before nobody is taken to listen there, in milliseconds. */
    private static final int CONNECT_MILLIS = 200;

    private final Map<Port, Integer> numbers;

    private Ports(Map<Port, Integer> numbers) {
        this.numbers = numbers;
    }

    /**
     * The standard numbers, or what the properties say.
     *
     * @throws LocalException when a property is no port number, or when two ports have the same number
     */
    static Ports from(Properties properties) {
        var numbers = new EnumMap<Port, Integer>(Port.class);
        var owners = new HashMap<Integer, Port>();
        for (Port port : Port.values()) {
            int number = number(port, properties.getProperty(port.property));
            Port other = owners.put(number, port);
            if (other != null) {
                throw new LocalException("Port %d is wanted for both %s and %s: move one with -D%s=NUMBER."
                        .formatted(number, other.purpose, port.purpose, port.property));
            }
            numbers.put(port, number);
        }
        return new Ports(numbers);
    }

    /** Numbers that were free a moment ago, for tests. */
    static Ports free() {
        var numbers = new EnumMap<Port, Integer>(Port.class);
        List<Integer> free = free(Port.values().length);
        for (Port port : Port.values()) {
            numbers.put(port, free.get(port.ordinal()));
        }
        return new Ports(numbers);
    }

    /** @return so many different port numbers of the loopback interface that were free a moment ago */
    public static List<Integer> free(int count) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            // All are held until the last one is found, or the same number could come twice.
            var free = new ArrayList<Integer>();
            for (int i = 0; i < count; i++) {
                var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                sockets.add(socket);
                free.add(socket.getLocalPort());
            }
            return free;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            for (ServerSocket socket : sockets) {
                try {
                    socket.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    public int of(Port port) {
        return numbers.get(port);
    }

    /** @throws LocalException for the first port that somebody else listens on */
    void requireFree() {
        for (Port port : Port.values()) {
            if (!isFree(of(port))) {
                throw new LocalException(
                        "Port %d, wanted for %s, is busy: end the process that listens there, or move this one with -D%s=NUMBER."
                                .formatted(of(port), port.purpose, port.property));
            }
        }
    }

    /** @return whether nobody listens on this port, neither on 127.0.0.1 nor where {@code localhost} may lead a browser instead */
    public static boolean isFree(int number) {
        try (var socket = new ServerSocket()) {
            // Connections that have ended and linger in TIME_WAIT are not in the way; a listener is, in spite of this option.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress("127.0.0.1", number));
        } catch (IOException e) {
            return false;
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("::1", number), CONNECT_MILLIS);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static int number(Port port, String value) {
        if (value == null || value.isBlank()) {
            return port.standard;
        }
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= 1 && number <= HIGHEST) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers out of range.
        }
        throw new LocalException("-D%s=%s is no port: give a number from 1 to %d.".formatted(port.property, value, HIGHEST));
    }
}
