package org.gatepost.snapshot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.gatepost.site.Surface;
import org.gatepost.site.Withdrawal;

/** When a new root is due: at once after a publication, and at every tick whether or not anything changed. For one thread. */
final class Ticks {

    private final LongSupplier revision;
    private final Supplier<Set<Withdrawal>> withdrawn;
    private final Supplier<List<Surface>> surfaces;
    private final SnapshotStore store;
    private final Duration tick;
    private final Clock clock;

    private boolean hasSigned;
    private long signedRevision;
    private Instant nextTick = Instant.MIN;

    Ticks(LongSupplier revision, Supplier<Set<Withdrawal>> withdrawn, Supplier<List<Surface>> surfaces, SnapshotStore store,
            Duration tick, Clock clock) {
        this.revision = revision;
        this.withdrawn = withdrawn;
        this.surfaces = surfaces;
        this.store = store;
        this.tick = tick;
        this.clock = clock;
    }

    /**
     * Looks once. Whatever fails is thrown and due again at the next look; the old snapshot stays.
     *
     * @return whether a new root was signed
     */
    boolean look() {
        // Asked before the surfaces: words that arrive between the two are rendered now and, harmlessly, once more.
        long current = revision.getAsLong();
        Instant now = clock.instant();
        // A clock that was set back would else leave the page to go stale until it has caught up with the old plan.
        boolean isTick = !now.isBefore(nextTick) || nextTick.isAfter(now.plus(tick));
        if (hasSigned && current == signedRevision && !isTick) {
            return false;
        }
        // Asked before the surfaces too: what is withdrawn between the two would count as still needed, and for good.
        Set<Withdrawal> heeded = withdrawn.get();
        store.publish(surfaces.get(), heeded);
        hasSigned = true;
        signedRevision = current;
        if (isTick) {
            // Publications do not move the ticks; only a pause of more than one tick does.
            Instant planned = nextTick.equals(Instant.MIN) ? now.plus(tick) : nextTick.plus(tick);
            nextTick = planned.isAfter(now) && !planned.isAfter(now.plus(tick)) ? planned : now.plus(tick);
        }
        return true;
    }
}
