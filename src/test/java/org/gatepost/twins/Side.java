package org.gatepost.twins;

/** In which of the two worlds something happens. What strangers do happens in both; what differs is embargoed. */
enum Side {
    BOTH, LEFT, RIGHT;

    boolean isIn(Side world) {
        return this == BOTH || this == world;
    }
}
