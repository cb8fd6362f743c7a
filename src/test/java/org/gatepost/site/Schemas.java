package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

/** Holds what programs read against JSON Schemas. */
final class Schemas {

    private Schemas() {
    }

    /** @param schema the file's name, without suffix */
    static JsonSchema named(String schema) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Schemas.class.getResourceAsStream("/schema/" + schema + ".json"));
    }

    static void assertValid(JsonSchema schema, byte[] body, String where) {
        assertEquals(Set.of(), validate(schema, body), where);
    }

    static Set<ValidationMessage> validate(JsonSchema schema, byte[] body) {
        try {
            return schema.validate(new ObjectMapper().readTree(body),
                    context -> context.getExecutionConfig().setFormatAssertionsEnabled(true));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
