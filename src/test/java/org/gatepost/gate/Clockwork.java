package org.gatepost.gate;

import jakarta.enterprise.context.ApplicationScoped;

/** Lets a test say when the schedule looks. */
@ApplicationScoped
public class Clockwork {
    private final Schedule schedule;

    Clockwork(Schedule schedule) {
        this.schedule = schedule;
    }

    public void strike() {
        schedule.look();
    }
}
