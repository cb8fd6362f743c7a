package org.gatepost.snapshot;

/** A property of the snapshot is missing or unusable; the message names the property, the fault and the remedy, and never the key. */
public class InvalidSnapshotConfigurationException extends RuntimeException {

    InvalidSnapshotConfigurationException(String property, String fault, String remedy) {
        super(property + " " + fault + ": " + remedy);
    }
}
