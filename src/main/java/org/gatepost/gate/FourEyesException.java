package org.gatepost.gate;

import org.gatepost.security.NotAllowedException;

/** Nobody approves their own words. */
public class FourEyesException extends NotAllowedException {
    public FourEyesException() {
        super("You proposed these words yourself: another person has to approve them.");
    }
}
