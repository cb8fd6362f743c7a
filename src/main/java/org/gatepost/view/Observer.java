package org.gatepost.view;

/** Whose eyes are borrowed. */
public enum Observer {
    /** A reader without a name. */
    ANONYMOUS,
    /** A reader of feeds and of the machine's API. */
    SUBSCRIBER,
    /** Somebody who works on incidents and is in no circle. */
    RESPONDER,
    /** Somebody who was of the circle once. */
    FORMER_MEMBER,
    /** A machine with a token. */
    AUTOMATION,
    /** One person, by name. */
    PERSON
}
