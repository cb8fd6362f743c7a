package org.gatepost.snapshot;

/** What lies in the store is not what a known key signed, or is older than what is held already. Nothing changed. */
public class SnapshotRefusedException extends RuntimeException {

    SnapshotRefusedException(String message) {
        super(message);
    }

    SnapshotRefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
