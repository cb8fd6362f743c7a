package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.gatepost.notice.PublishedPage;
import org.gatepost.testsupport.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.networknt.schema.JsonSchema;

/** Every file in the Statuspage format, of everyone and of every audience, against a schema of that format. */
class StatusApiSchemaTest {
    private static final JsonSchema SCHEMA = Schemas.named("statuspage-v2");

    @Test
    void everyFileOfEveryScopeIsInTheFormat() {
        int files = 0;
        for (PublishedPage page : List.of(Samples.empty(), Samples.allWell(), Samples.worstDay(), Samples.everything())) {
            for (Surface surface : Proofs.surfaces(page)) {
                if (surface.path().contains("/api/v2/")) {
                    Schemas.assertValid(SCHEMA, surface.body(), surface.path());
                    files++;
                }
            }
        }
        assertEquals((1 + 4 * 3) * StatusApi.PATHS.size(), files);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"updated_at\":\"|\"updated_at\":\"yesterday ", "\"group\":false|\"group\":\"no\"",
            "\"indicator\":\"major\"|\"indicator\":\"bad\"", "Partial System Outage|Some trouble",
            "\"impact\":\"critical\"|\"impact\":\"huge\"", "\"monitoring_at\":null,|",
            "\"tweet_id\":null|\"tweet_id\":null,\"more\":1",
            "\"scheduled_until\"|\"until\"", "\"incidents\":[|\"incidents\":null,\"x\":["})
    void theSchemaSeesWhatIsWrong(String change) {
        String body = PagesTest.text(PagesTest.surface(Proofs.surfaces(Samples.worstDay()), "/api/v2/summary.json").body());
        String[] sides = change.split("\\|", -1);
        String broken = body.replace(sides[0], sides[1]);

        assertFalse(broken.equals(body));
        assertFalse(Schemas.validate(SCHEMA, broken.getBytes(StandardCharsets.UTF_8)).isEmpty());
    }

    @Test
    void plannedWorkStartsThereWhenItIsAnnounced() {
        String body = PagesTest.text(PagesTest.surface(Proofs.surfaces(Samples.worstDay()),
                "/api/v2/scheduled-maintenances/upcoming.json").body());

        assertEquals(1, body.split("\"started_at\":\"2026-03-04T17:42:20.000Z\"", -1).length - 1, body);
        assertEquals(1, body.split("\"scheduled_for\":\"2026-03-10T17:42:00.000Z\"", -1).length - 1, body);
    }
}
