package org.gatepost.console;

import java.util.LinkedHashMap;
import java.util.Map;

import org.gatepost.security.InvalidException;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.multipart.FormValue;

/**
 * A form as somebody filled it in, and why it was refused, so that it comes back with every word that was typed.
 *
 * @param act which form of the screen it is, or null for none
 * @param values by the name of the field; line ends are those of Unix, whatever the browser sent
 * @param field that is at fault, or null
 * @param fault a sentence, or null when nothing is wrong
 */
record Form(String act, Map<String, String> values, String field, String fault) {
    static final Form NOTHING = new Form(null, Map.of(), null, null);

    static Form of(Map<String, String> values) {
        return new Form(null, values, null, null);
    }

    /** What the current request sent. The method that asks has to have a {@code @RestForm} parameter, or nothing is read. */
    static Form sent(String act) {
        Map<String, String> values = new LinkedHashMap<>();
        FormData data = CurrentRequestManager.get().getFormData();
        if (data != null) {
            for (String name : data) {
                FormValue last = data.getLast(name);
                if (!last.isFileItem()) {
                    values.put(name, last.getValue().replace("\r\n", "\n").replace('\r', '\n'));
                }
            }
        }
        return new Form(act, values, null, null);
    }

    Form refused(RuntimeException refusal) {
        return new Form(act, values, refusal instanceof InvalidException invalid ? invalid.field() : null,
                refusal.getMessage());
    }

    /** This form when it is the one meant, an untouched one otherwise. */
    public Form in(String act) {
        return act.equals(this.act) ? this : NOTHING;
    }

    public boolean isRefused() {
        return fault != null;
    }

    /** Whether somebody filled it in, rather than being about to. */
    public boolean isSent() {
        return !values.isEmpty();
    }

    /** What was typed, or nothing. */
    public String value(String name) {
        return values.getOrDefault(name, "");
    }

    /** What was typed, even when it is nothing; what stood there before when the field was not sent. */
    public String value(String name, Object otherwise) {
        return values.containsKey(name) ? values.get(name) : otherwise == null ? "" : otherwise.toString();
    }

    public boolean has(String name, Object value) {
        return value.toString().equals(values.get(name));
    }

    /** The sentence to show beside the field, or null. */
    public String faultOf(String name) {
        return name.equals(field) ? fault : null;
    }
}
