package org.gatepost.notice;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/** Placeholder: reads what is published. */
@ApplicationScoped
public class StatusPage {

    public long revision() {
        return 0;
    }

    public PublishedPage read() {
        return new PublishedPage(0, null, List.of(), List.of(), List.of(), List.of());
    }
}
