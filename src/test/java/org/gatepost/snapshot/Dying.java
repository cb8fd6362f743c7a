package org.gatepost.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;

/** A disk that dies before, or in the middle of, one of its steps, and does nothing more. Several may ask it at once. */
final class Dying extends Disk {

    private final int last;
    int steps;
    boolean half;
    boolean isDead;
    boolean dieAtSync;

    Dying(int last) {
        this.last = last;
    }

    private synchronized void step() throws IOException {
        if (steps++ >= last) {
            isDead = true;
            throw new IOException("dead");
        }
    }

    @Override
    void createDirectories(Path path) throws IOException {
        step();
        super.createDirectories(path);
    }

    @Override
    void write(Path file, byte[] bytes) throws IOException {
        synchronized (this) {
            if (half && steps == last) {
                super.write(file, Arrays.copyOf(bytes, bytes.length / 2));
            }
            step();
        }
        super.write(file, bytes);
    }

    @Override
    void rename(Path from, Path to) throws IOException {
        step();
        super.rename(from, to);
    }

    @Override
    void sync(Path path) throws IOException {
        step();
        if (dieAtSync) {
            throw new IOException("dead");
        }
        super.sync(path);
    }

    @Override
    void touch(Path file, Instant at) throws IOException {
        step();
        super.touch(file, at);
    }

    @Override
    void delete(Path file) throws IOException {
        step();
        super.delete(file);
    }
}
