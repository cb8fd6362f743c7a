package org.gatepost.local;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortsTest {
    @Test
    void withoutPropertiesEveryPortIsTheStandardOne() {
        Ports ports = Ports.from(new Properties());
        assertEquals(8080, ports.of(Port.FRONT));
        assertEquals(8081, ports.of(Port.CONSOLE));
        assertEquals(8082, ports.of(Port.KEYCLOAK));
        assertEquals(8083, ports.of(Port.POSTGRES));
    }

    @Test
    void aBusyPortIsOneSentenceWithItsRemedy() throws IOException {
        Properties moved = moved();
        Ports ports = Ports.from(moved);
        assertDoesNotThrow(ports::requireFree);
        try (var other = new ServerSocket(ports.of(Port.CONSOLE), 1, InetAddress.getByName("127.0.0.1"))) {
            assertEquals(
                    "Port %d, wanted for the console, is busy: end the process that listens there, or move this one with -Dlocal.console.port=NUMBER."
                            .formatted(other.getLocalPort()),
                    assertThrows(LocalException.class, ports::requireFree).getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "eighty", "99999999999"})
    void whatIsNoPortIsRefused(String value) {
        var properties = new Properties();
        properties.setProperty("local.front.port", value);
        assertThrows(LocalException.class, () -> Ports.from(properties));
    }

    @Test
    void twoPartsCannotHaveOnePort() {
        var properties = new Properties();
        properties.setProperty("local.front.port", "8081");
        assertThrows(LocalException.class, () -> Ports.from(properties));
    }

    static Properties moved() {
        var properties = new Properties();
        List<Integer> free = Ports.free(Port.values().length);
        for (Port port : Port.values()) {
            properties.setProperty(port.property, Integer.toString(free.get(port.ordinal())));
        }
        return properties;
    }
}
