package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.gatepost.testsupport.Samples;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.SmallRyeConfigBuilder;

class ElsewhereTest {

    @Test
    void theSettingOfBeforeStillNamesOnePlace() {
        assertEquals(List.of(place("https://social.example/@status", "https://social.example/@status")),
                configured("https://social.example/@status"));
        // A comma was nothing special then.
        assertEquals(List.of(place("https://example.org/a,b", "https://example.org/a,b")),
                configured("https://example.org/a,b"));
    }

    @Test
    void placesHaveLabelsAndKeepTheirOrder() {
        assertEquals(List.of(place("Mastodon", "https://social.example/@status"),
                place("Our network", "http://network.example"), place("https://example.net/x", "https://example.net/x")),
                configured(
                        "Mastodon https://social.example/@status, Our network http://network.example,https://example.net/x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mastodon", "javascript:alert(1)", "Mail mailto:status@example.org", "Label https://",
            "https://one.example/{x}"})
    void whatDoesNotEndInAWebAddressIsRefusedWithASentence(String setting) {
        String message = assertThrows(IllegalArgumentException.class, () -> Elsewhere.of(setting)).getMessage();

        assertTrue(message.startsWith("gatepost.site.elsewhere says \""), message);
    }

    @Test
    void morePlacesThanAnybodyTriesAreRefused() {
        String many = IntStream.rangeClosed(0, Elsewhere.PLACES_MAX).mapToObj(i -> "https://example.org/" + i)
                .collect(Collectors.joining(","));

        assertThrows(IllegalArgumentException.class, () -> Elsewhere.of(many));
        assertEquals(Elsewhere.PLACES_MAX, Elsewhere.of(many.substring(0, many.lastIndexOf(','))).places().size());
    }

    @Test
    void everyPageSaysAtItsFootWhereElseToLookAndWithoutSuchPlacesNoneDoes() {
        List<Surface> with = Proofs.surfaces(Samples.worstDay());
        List<String> pages = with.stream().filter(surface -> surface.contentType().startsWith("text/html"))
                .filter(surface -> !surface.path().endsWith("/embed")).map(Surface::path).toList();
        for (String path : pages) {
            assertEquals(List.of("https://social.example/@status", "https://status.example.net"),
                    Jsoup.parse(PagesTest.text(PagesTest.surface(with, path).body())).select("footer .elsewhere a")
                            .eachAttr("href"),
                    path);
        }
        Proofs.Config silent = new Proofs.Config("gatepostpage", "Status", URI.create("https://status.example.org"),
                Proofs.Config.sample().timeZone(), Optional.empty());
        Surface home = PagesTest.surface(new Edition(silent, Theme.packed()).surfaces(Samples.worstDay(), Samples.AS_OF), "/");
        assertTrue(Jsoup.parse(PagesTest.text(home.staleBody())).select(".elsewhere").isEmpty());
    }

    private static List<Elsewhere.Place> configured(String setting) {
        SiteConfig config = new SmallRyeConfigBuilder().withMapping(SiteConfig.class)
                .withDefaultValue("gatepost.site.elsewhere", setting).build().getConfigMapping(SiteConfig.class);
        return config.elsewhere().orElseThrow().places();
    }

    private static Elsewhere.Place place(String label, String address) {
        return new Elsewhere.Place(label, URI.create(address));
    }
}
