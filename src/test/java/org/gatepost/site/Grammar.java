package org.gatepost.site;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;

import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

import com.thaiopensource.util.PropertyMapBuilder;
import com.thaiopensource.validate.ValidateProperty;
import com.thaiopensource.validate.ValidationDriver;
import com.thaiopensource.validate.rng.CompactSchemaReader;
import com.thaiopensource.xml.sax.ErrorHandlerImpl;

/** Holds XML against a RELAX NG schema, in its compact syntax (ISO/IEC 19757-2). */
final class Grammar {
    private final ValidationDriver driver;
    private final StringWriter faults = new StringWriter();

    /** @param schema the file's name, without suffix */
    Grammar(String schema) {
        PropertyMapBuilder properties = new PropertyMapBuilder();
        properties.put(ValidateProperty.ERROR_HANDLER, new ErrorHandlerImpl(faults));
        driver = new ValidationDriver(properties.toPropertyMap(), CompactSchemaReader.getInstance());
        try {
            String file = "/schema/" + schema + ".rnc";
            assertTrue(driver.loadSchema(new InputSource(Grammar.class.getResource(file).toString())), file + ": " + faults);
        } catch (IOException | SAXException e) {
            throw new AssertionError(e);
        }
    }

    /** @return what is wrong with it, with line and column; empty when nothing is */
    String faultsOf(byte[] document) {
        faults.getBuffer().setLength(0);
        try {
            boolean isValid = driver.validate(new InputSource(new ByteArrayInputStream(document)));
            return isValid ? "" : "Not valid: " + faults;
        } catch (IOException | SAXException e) {
            return e.toString();
        }
    }
}
