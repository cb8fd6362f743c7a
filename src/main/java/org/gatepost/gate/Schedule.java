package org.gatepost.gate;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;

/** Looks every second for approved words and agreed releases whose time has come. The time itself is the database's. */
@ApplicationScoped
class Schedule {
    private static final Logger LOG = Logger.getLogger(Schedule.class);

    private final Gate gate;
    private boolean failed;

    Schedule(Gate gate) {
        this.gate = gate;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        try {
            gate.publishDue();
            gate.releaseDue();
            failed = false;
        } catch (RuntimeException e) {
            // The kind alone: a message of the database may quote what it was reading. Said once, tried again every second.
            if (!failed) {
                LOG.errorf("What is due could not be let out (%s); it is tried again.", e.getClass().getName());
            }
            failed = true;
        }
    }
}
