package org.gatepost.incident;

import java.util.Locale;

import org.gatepost.security.ConflictException;

/** An incident was asked to become what it cannot become from where it is. */
public class IllegalTransitionException extends ConflictException {
    public IllegalTransitionException(IncidentState from, IncidentState to) {
        super("The incident is " + words(from) + ", and from there it cannot become " + words(to) + ".");
    }

    private static String words(IncidentState state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
