package org.gatepost.view;

import java.util.List;
import java.util.UUID;

/** What each observer sees of an incident at this moment. */
public record View(UUID incident, List<Sight> sights) {
}
