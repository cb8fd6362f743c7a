package org.gatepost.console;

import java.util.Set;
import java.util.TreeSet;

import org.gatepost.security.Operator;

/**
 * What stands around every screen.
 *
 * @param name of the operator
 * @param roles in words
 * @param works whether the operator may work incidents; who only administers may not
 * @param place which entry of the navigation is current
 * @param sealed whether what the screen is about is sealed: then the whole of it wears the mark
 */
record Frame(String name, String roles, boolean works, String place, boolean sealed) {

    static Frame of(Operator operator, String place) {
        Set<String> roles = new TreeSet<>(operator.roles());
        return new Frame(operator.name(), roles.isEmpty() ? "no role" : String.join(", ", roles),
                roles.contains(Operator.RESPONDER), place, false);
    }

    Frame sealed(boolean isSealed) {
        return new Frame(name, roles, works, place, isSealed);
    }
}
