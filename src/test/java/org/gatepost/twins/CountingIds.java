package org.gatepost.twins;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import org.gatepost.testsupport.TestIds;

/** The tests' ids, which follow one count of everything when that leak is planted. */
@Alternative
@Priority(1)
@ApplicationScoped
class CountingIds extends TestIds {
    @Override
    protected int below(int bound) {
        int chosen = super.below(bound);
        return Spills.planted == Spill.IDS_BY_COUNT ? (chosen + Integer.parseInt(Spills.all())) % bound : chosen;
    }
}
