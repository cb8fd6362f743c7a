package org.gatepost.embargo;

/** To whom a release opens an incident. */
public enum Scope {
    /** To everybody who works here. */
    RESPONDERS,
    /** To the world too, with words that go out in the same instant. */
    WORLD
}
