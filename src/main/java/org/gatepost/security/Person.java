package org.gatepost.security;

import java.util.UUID;

/** Somebody who has logged in once, and so can be named. */
public record Person(UUID id, String name, Operator.Kind kind) {
}
